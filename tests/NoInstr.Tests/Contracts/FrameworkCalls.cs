using System.Reflection;
using System.Reflection.Emit;
using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.Contracts;

/// <summary>
/// What a method of the running framework calls, by its IL, where it is no intrinsic of the JIT. Calls are followed to the end; helpers that
/// throw are none. An allocation and a static field with an initialiser count as calls: the runtime makes one of them.
/// </summary>
internal sealed class FrameworkCalls
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type s_intrinsic = typeof(object).Assembly.GetType("System.Runtime.CompilerServices.IntrinsicAttribute", throwOnError: true)!;

    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly Dictionary<MethodBase, string?> _known = [];

    /// <summary>The first call that is left, as a chain; null where none is.</summary>
    public string? FirstCallOf(IMethodSymbol method)
    {
        var name = method.ContainingType.GetDocumentationCommentId()![2..];
        var type = typeof(object).Assembly.GetType(name) ?? typeof(object).Assembly.GetType(Nested(method.ContainingType), throwOnError: true)!;
        var overloads = type.GetMembers(Declared).OfType<MethodBase>().Where(candidate => candidate.Name == method.MetadataName && Matches(candidate, method)).ToList();
        Assert.True(overloads.Count > 0, $"{method.ToDisplayString()} is not in the framework that runs.");
        return overloads.Select(FirstCall).FirstOrDefault(call => call is not null);
    }

    private static string Nested(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{Nested(outer)}+{type.MetadataName}"
        : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static bool Matches(MethodBase candidate, IMethodSymbol method) =>
        candidate.GetParameters() is var parameters && parameters.Length == method.Parameters.Length
        && parameters.Zip(method.Parameters).All(pair => NameOf(pair.First.ParameterType) == NameOf(pair.Second.Type));

    private static string NameOf(Type type) => type.HasElementType ? NameOf(type.GetElementType()!)
        : type.Name + string.Concat(type.GetGenericArguments().Select(NameOf));

    private static string NameOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => NameOf(array.ElementType),
        IPointerTypeSymbol pointer => NameOf(pointer.PointedAtType),
        INamedTypeSymbol named => named.MetadataName + string.Concat(named.TypeArguments.Select(NameOf)),
        _ => type.MetadataName,
    };

    private string? FirstCall(MethodBase method)
    {
        if (!_known.TryGetValue(method, out var call))
        {
            _known[method] = null; // a recursion calls nothing new
            _known[method] = call = Read(method);
        }

        return call;
    }

    private string? Read(MethodBase method)
    {
        if (IsIntrinsic(method) || method.Name.StartsWith("Throw", StringComparison.Ordinal))
        {
            return null;
        }

        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
        {
            return $"{method.DeclaringType}.{method.Name}, which has no body";
        }

        for (var i = 0; i < il.Length;)
        {
            var code = il[i] == 0xFE ? s_opCodes[unchecked((short)(0xFE00 | il[i + 1]))] : s_opCodes[il[i]];
            i += code.Size;
            if (Calls(method, code, il, i) is { } call)
            {
                return call;
            }

            i += SizeOf(code, il, i);
        }

        return null;
    }

    private string? Calls(MethodBase method, OpCode code, byte[] il, int operand)
    {
        if (code == OpCodes.Box || code == OpCodes.Newarr || code == OpCodes.Calli)
        {
            return $"{code.Name} in {method.DeclaringType}.{method.Name}";
        }

        if (code.OperandType is not (OperandType.InlineMethod or OperandType.InlineField))
        {
            return null;
        }

        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(BitConverter.ToInt32(il, operand), typeArguments, methodArguments) switch
        {
            FieldInfo { IsStatic: true, DeclaringType: { TypeInitializer: not null } holder } field => $"the initialiser of {holder}.{field.Name}",
            ConstructorInfo constructor when code == OpCodes.Newobj && typeof(Exception).IsAssignableFrom(constructor.DeclaringType) => null,
            ConstructorInfo { DeclaringType.IsValueType: false } constructor when code == OpCodes.Newobj => $"new {constructor.DeclaringType}",
            MethodBase callee when FirstCall(callee) is { } call => $"{callee.DeclaringType}.{callee.Name} → {call}",
            _ => null,
        };
    }

    private static bool IsIntrinsic(MethodBase method) => method.IsDefined(s_intrinsic, inherit: false);

    private static int SizeOf(OpCode code, byte[] il, int operand) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, operand)),
        _ => 4,
    };
}
