using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Rules;

/// <summary>How messages name members: <c>Tracer.TraceSysEnter</c>, <c>Cpu.Flags.get</c>, <c>new Cpu</c>.</summary>
internal static class Names
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat ShortFormat = new(miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static string Of(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "lambda",
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => "new " + constructor.ContainingType.ToDisplayString(Format),
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor } constructor => constructor.ContainingType.ToDisplayString(Format) + " static constructor",
        IMethodSymbol { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } => "the top-level statements",
        ILocalSymbol or IParameterSymbol => symbol.Name,
        _ => symbol.ToDisplayString(Format),
    };

    /// <summary>Of a place that holds targets: a parameter with its method.</summary>
    public static string Slot(ISymbol slot) => slot is IParameterSymbol parameter ? $"{Of(parameter.ContainingSymbol)}({parameter.Name})" : Of(slot);

    /// <summary>At the start of a sentence.</summary>
    public static string Subject(ISymbol symbol) => symbol switch
    {
        IAssemblySymbol => "The assembly",
        IModuleSymbol => "The module",
        _ => $"'{Of(symbol)}'",
    };

    /// <summary>Without the type, for chains: <c>DoSyscall → ExitWork → TraceSysExit</c>.</summary>
    public static string Short(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: { } associated } => associated.Name,
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.AnonymousFunction } => Of(symbol),
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.Destructor } => symbol.ToDisplayString(ShortFormat),
        INamedTypeSymbol type => Of(type) + " initialization",
        IFieldSymbol or IEventSymbol or IPropertySymbol => symbol.Name + " initializer",
        _ => symbol.Name,
    };
}
