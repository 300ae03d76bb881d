using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Members that the compiler binds for a construct and no API names: found by binding an equivalent expression at the same place, or by
/// looking the member up on the type. A null answer means that neither can tell; the caller then reports an unknown construct.
/// One instance per body.
/// </summary>
internal sealed class ImpliedMembers(SemanticModel model)
{
    private readonly Dictionary<(int Position, string Expression), IMethodSymbol?> _bound = [];

    private bool? _isBroken;

    private Compilation Compilation => model.Compilation;

    public IMethodSymbol? SubArray => WellKnown("System.Runtime.CompilerServices.RuntimeHelpers", "GetSubArray");

    public IMethodSymbol? EmptyArray => WellKnown("System.Array", "Empty");

    public IMethodSymbol? CreateSpan => WellKnown("System.Runtime.CompilerServices.RuntimeHelpers", "CreateSpan");

    public bool HasInlineArrays => !Compilation.GetTypesByMetadataName("System.Runtime.CompilerServices.InlineArrayAttribute").IsEmpty;

    /// <summary>The operation of the expression that an operand stands in, as the source has it: the graph has taken it apart.</summary>
    public IOperation? OperationAround(SyntaxNode operand)
    {
        var parent = operand.Parent;
        while (parent is ParenthesizedExpressionSyntax)
        {
            parent = parent.Parent;
        }

        return parent is ExpressionSyntax ? model.GetOperation(parent) : null;
    }

    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression).Type;

    /// <summary>Whether the compiler objects to the member around this.</summary>
    public bool IsBroken(SyntaxNode syntax) => _isBroken ??= model
        .GetDiagnostics(syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not BaseNamespaceDeclarationSyntax)?.Span)
        .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>GetAwaiter, IsCompleted and GetResult.</summary>
    public ImmutableArray<IMethodSymbol> Awaiter(AwaitExpressionSyntax expression)
    {
        var info = model.GetAwaitExpressionInfo(expression);
        return [.. new[] { info.GetAwaiterMethod, info.IsCompletedProperty?.GetMethod, info.GetResultMethod }.OfType<IMethodSymbol>()];
    }

    /// <summary>The Deconstruct methods and conversions of an assignment or a foreach.</summary>
    public DeconstructionInfo? Deconstruction(SyntaxNode syntax) => syntax switch
    {
        AssignmentExpressionSyntax assignment => model.GetDeconstructionInfo(assignment),
        { Parent: ForEachVariableStatementSyntax loop } => model.GetDeconstructionInfo(loop),
        _ => null,
    };

    /// <summary>A collection expression adds elements of this type by calling <c>Add</c>, which may be an extension.</summary>
    public IMethodSymbol? Add(ITypeSymbol collection, ITypeSymbol? element, SyntaxNode at) =>
        element is not null && Value(collection) is { } receiver && Value(element) is { } argument ? Bind($"{receiver}.Add({argument})", at) : null;

    /// <summary>How the result of comparing two elements of tuples becomes true or false.</summary>
    public IMethodSymbol? ToBool(ITypeSymbol result, bool isEquality) =>
        Conversion(result, Compilation.GetSpecialType(SpecialType.System_Boolean)).MethodSymbol
        ?? result.GetMembers(isEquality ? WellKnownMemberNames.FalseOperatorName : WellKnownMemberNames.TrueOperatorName).OfType<IMethodSymbol>().FirstOrDefault();

    /// <summary>The number of elements, where a type tells it: a collection that is made of such is allocated in one piece.</summary>
    public static IMethodSymbol? Count(ITypeSymbol collection) => Member(collection, "get_Length") ?? Member(collection, "get_Count");

    public static bool IsSequence(ITypeSymbol collection) =>
        collection.AllInterfaces.Append(collection as INamedTypeSymbol).Any(static type => type?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    /// <summary>What a spread enumerates with: GetEnumerator, MoveNext, Current and, where there is one, Dispose.</summary>
    public ImmutableArray<IMethodSymbol> Enumeration(ITypeSymbol collection, SyntaxNode at)
    {
        var getEnumerator = (Value(collection) is { } receiver ? Bind($"{receiver}.GetEnumerator()", at) : null) ?? EnumeratorOfInterface(collection);
        if (getEnumerator?.ReturnType is not { } enumerator
            || Member(enumerator, WellKnownMemberNames.MoveNextMethodName) is not { } moveNext
            || Member(enumerator, "get_" + WellKnownMemberNames.CurrentPropertyName) is not { } current)
        {
            return [];
        }

        return Dispose(enumerator) is { } dispose ? [getEnumerator, moveNext, current, dispose] : [getEnumerator, moveNext, current];
    }

    /// <summary>GetAwaiter, IsCompleted and GetResult of a type, where the language awaits by itself (await using, await foreach).</summary>
    public ImmutableArray<IMethodSymbol> Awaiter(ITypeSymbol? awaited, SyntaxNode at)
    {
        var getAwaiter = awaited is not null && Value(awaited) is { } receiver ? Bind($"{receiver}.GetAwaiter()", at) : null;
        return getAwaiter is not null
            && Member(getAwaiter.ReturnType, "get_IsCompleted") is { } isCompleted
            && Member(getAwaiter.ReturnType, WellKnownMemberNames.GetResult) is { } getResult
            ? [getAwaiter, isCompleted, getResult]
            : [];
    }

    /// <summary>GetPinnableReference of a type in a <c>fixed</c> statement.</summary>
    public IMethodSymbol? PinnableReference(ITypeSymbol pinned, SyntaxNode at) =>
        Value(pinned) is { } receiver ? Bind($"{receiver}.GetPinnableReference()", at) : null;

    /// <summary>The operator that compares two elements of tuples; built-in ones too.</summary>
    public IMethodSymbol? Operator(ITypeSymbol left, string token, ITypeSymbol right, SyntaxNode at) =>
        Value(left) is { } one && Value(right) is { } other ? Bind($"{one} {token} {other}", at) : null;

    public static IMethodSymbol? IsNaN(ITypeSymbol number) => number.GetMembers("IsNaN").OfType<IMethodSymbol>().FirstOrDefault();

    /// <summary>How an element of a tuple becomes one of another.</summary>
    public Conversion Conversion(ITypeSymbol from, ITypeSymbol to) => ((CSharpCompilation)Compilation).ClassifyConversion(from, to);

    /// <summary>ToString of a value of this type, as the text of a string: the most derived override that the type declares or inherits.</summary>
    public IMethodSymbol? ToText(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or { TypeKind: TypeKind.Interface or TypeKind.Dynamic } => Member(Compilation.ObjectType, nameof(ToString)),
        _ => Member(type, nameof(ToString)),
    };

    /// <summary>What runs for a member of an interface on this very type: a base may implement the interface, and the type override that.</summary>
    public static IMethodSymbol? Implementation(IMethodSymbol member, ITypeSymbol type)
    {
        var implementation = type.FindImplementationForInterfaceMember(member) as IMethodSymbol;
        for (var derived = type; implementation is { IsVirtual: true } or { IsOverride: true } or { IsAbstract: true } && derived is not null; derived = derived.BaseType)
        {
            if (derived.GetMembers(implementation.Name).OfType<IMethodSymbol>().FirstOrDefault(candidate => Overrides(candidate, implementation)) is { } overriding)
            {
                return overriding;
            }
        }

        return implementation;
    }

    private static bool Overrides(IMethodSymbol? method, IMethodSymbol overridden)
    {
        while (method is not null && !SymbolEqualityComparer.Default.Equals(method, overridden))
        {
            method = method.OverriddenMethod;
        }

        return method is not null;
    }

    /// <summary>A parameterless member by name, on the type, its bases or interfaces.</summary>
    public static IMethodSymbol? Member(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (Declared(ancestor) is { } own)
            {
                return own;
            }
        }

        var constraints = type is ITypeParameterSymbol parameter ? parameter.ConstraintTypes : [];
        return constraints.Select(constraint => Member(constraint, name)).FirstOrDefault(found => found is not null)
            ?? type.AllInterfaces.Select(Declared).FirstOrDefault(found => found is not null);

        IMethodSymbol? Declared(ITypeSymbol candidate) => candidate.GetMembers(name).OfType<IMethodSymbol>()
            .FirstOrDefault(method => method is { Parameters.IsEmpty: true, IsStatic: false, Arity: 0, ExplicitInterfaceImplementations.IsEmpty: true });
    }

    private IMethodSymbol? WellKnown(string type, string method) =>
        Compilation.GetTypesByMetadataName(type).FirstOrDefault()?.GetMembers(method).OfType<IMethodSymbol>().FirstOrDefault();

    private static IMethodSymbol? EnumeratorOfInterface(ITypeSymbol collection)
    {
        var interfaces = collection.TypeKind == TypeKind.Interface ? collection.AllInterfaces.Insert(0, (INamedTypeSymbol)collection) : collection.AllInterfaces;
        var enumerable = interfaces.FirstOrDefault(type => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            ?? interfaces.FirstOrDefault(type => type.SpecialType == SpecialType.System_Collections_IEnumerable);
        return enumerable?.GetMembers(WellKnownMemberNames.GetEnumeratorMethodName).OfType<IMethodSymbol>().FirstOrDefault();
    }

    private IMethodSymbol? Dispose(ITypeSymbol enumerator)
    {
        if (enumerator.IsRefLikeType)
        {
            return Member(enumerator, WellKnownMemberNames.DisposeMethodName);
        }

        // A class that is not sealed may have a derived one that is disposable: the compiler asks at run time.
        var disposable = enumerator.AllInterfaces.FirstOrDefault(type => type.SpecialType == SpecialType.System_IDisposable)
            ?? (enumerator is { IsValueType: false, IsSealed: false } ? Compilation.GetSpecialType(SpecialType.System_IDisposable) : null);
        var dispose = disposable?.GetMembers(WellKnownMemberNames.DisposeMethodName).OfType<IMethodSymbol>().FirstOrDefault();
        return dispose is not null && (enumerator.IsValueType || enumerator.IsSealed) ? Implementation(dispose, enumerator) : dispose;
    }

    /// <summary>An expression of the type; null for a type that has no name.</summary>
    private static string? Value(ITypeSymbol type) => IsNameless(type) ? null : $"default({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})";

    private static bool IsNameless(ITypeSymbol type) => type switch
    {
        { IsAnonymousType: true } or { TypeKind: TypeKind.Error or TypeKind.Dynamic } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(IsNameless) || (named.ContainingType is { } outer && IsNameless(outer)),
        IArrayTypeSymbol array => IsNameless(array.ElementType),
        _ => false,
    };

    private IMethodSymbol? Bind(string expression, SyntaxNode at)
    {
        var key = (at.SpanStart, expression);
        if (!_bound.TryGetValue(key, out var method))
        {
            var parsed = SyntaxFactory.ParseExpression(expression, options: model.SyntaxTree.Options);
            method = model.GetSpeculativeSymbolInfo(at.SpanStart, parsed, SpeculativeBindingOption.BindAsExpression).Symbol as IMethodSymbol;
            _bound.Add(key, method);
        }

        return method;
    }
}
