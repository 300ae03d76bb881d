using System.Reflection.Metadata;
using System.Text.RegularExpressions;

namespace NoInstr.Oracle.Il;

/// <summary>
/// Method tokens → keys. A key names an original definition: <c>Type.Method``arity(parameter types)</c>, with the result type for conversions.
/// What the compiler synthesises has a key of its kind ("closure..ctor"): the source has no better name for it.
/// </summary>
internal sealed partial class MethodNames(MetadataReader metadata)
{
    public const string FunctionPointer = "function pointer";

    private readonly TypeNames _types = new(metadata);

    public string OfDefinition(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return Key(_types.OfDefinition(method.GetDeclaringType()), metadata.GetString(method.Name), method.DecodeSignature(_types, null));
    }

    public string TypeOf(MethodDefinitionHandle handle) => _types.OfDefinition(metadata.GetMethodDefinition(handle).GetDeclaringType());

    public string TypeOf(EntityHandle handle) => _types.Of(handle);

    public string OfCallee(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                return OfDefinition((MethodDefinitionHandle)handle);
            case HandleKind.MethodSpecification:
                return OfCallee(metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                if (member.Parent.Kind == HandleKind.MethodDefinition)
                {
                    return OfDefinition((MethodDefinitionHandle)member.Parent); // a call with a variable argument list
                }

                return Key(_types.DefinitionOf(member.Parent), metadata.GetString(member.Name), member.DecodeMethodSignature(_types, null));
            default:
                return FunctionPointer; // the stand-alone signature of a calli
        }
    }

    private static string Key(string type, string name, MethodSignature<string> signature)
    {
        if (SynthesisedName(type, name) is { } synthesised)
        {
            return synthesised;
        }

        var arity = signature.GenericParameterCount == 0 ? "" : $"``{signature.GenericParameterCount}";
        var parameters = string.Join(",", signature.ParameterTypes.Take(signature.RequiredParameterCount));
        var result = name.StartsWith("op_", StringComparison.Ordinal) && ConversionName().IsMatch(name) ? "~" + signature.ReturnType : "";
        return $"{type}.{name}{arity}({parameters}){result}";
    }

    private static string? SynthesisedName(string type, string name)
    {
        var last = type[(type.LastIndexOf('+') + 1)..];
        return last switch
        {
            _ when LocalFunction().Match(name) is { Success: true } local => $"local function {local.Groups["name"].Value}",
            _ when name.Contains(">b__", StringComparison.Ordinal) => "lambda",
            _ when last.StartsWith("<>c__DisplayClass", StringComparison.Ordinal) => $"closure.{name}",
            _ when last is "<>c" || last.StartsWith("<>c__", StringComparison.Ordinal) => $"closure.{name}",
            _ when last.StartsWith("<>f__AnonymousDelegate", StringComparison.Ordinal) || last.StartsWith("<>A", StringComparison.Ordinal)
                || last.StartsWith("<>F", StringComparison.Ordinal) => $"anonymous delegate.{name}",
            _ when last.StartsWith("<>f__AnonymousType", StringComparison.Ordinal) => $"anonymous type.{name}",
            _ when last.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) => $"read-only list.{name}",
            _ when last.StartsWith('<') && last.Contains(">d", StringComparison.Ordinal) => $"state machine.{name}",
            _ => null,
        };
    }

    [GeneratedRegex(@"^<.*>g__(?<name>.+)\|[^|]*$", RegexOptions.ExplicitCapture)]
    private static partial Regex LocalFunction();

    [GeneratedRegex("^op_(Checked)?(Implicit|Explicit)$", RegexOptions.ExplicitCapture)]
    private static partial Regex ConversionName();
}
