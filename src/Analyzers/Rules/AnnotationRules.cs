using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

/// <summary>304 and 309: contracts that contradict each other, mean nothing where they stand, or are trusted without a reason, by the attributes of one symbol.</summary>
internal sealed class AnnotationRules(ContractReader contracts)
{
    private readonly DeclarationRules _declarations = new(contracts);

    public void Check(ISymbol symbol, Action<Diagnostic> report)
    {
        var attributes = symbol.GetAttributes();
        if (attributes.IsEmpty && symbol is (IFieldSymbol or IParameterSymbol))
        {
            return;
        }

        if (symbol is IPropertySymbol { PartialDefinitionPart: not null } or IPropertySymbol { PartialImplementationPart: not null })
        {
            report = DeclaredParts.Only(symbol, report);
        }

        switch (symbol)
        {
            case IMethodSymbol method:
                CheckMethod(method, report);
                return;
            case IFieldSymbol field:
                CheckSlot(attributes, field.Type, field, report);
                break;
            case IParameterSymbol parameter:
                CheckSlot(attributes, parameter.Type, parameter, report);
                break;
            case IEventSymbol { IsAbstract: false, IsExtern: false, AddMethod.IsImplicitlyDeclared: true } fieldLike:
                CheckFieldLikeEvent(fieldLike, attributes, report);
                break;
        }

        if (symbol is IPropertySymbol or IEventSymbol)
        {
            _declarations.CheckAccessors(symbol, report);
        }

        CheckRegions(symbol, attributes, null, report);
        StateLists.Check(attributes, symbol, report);
    }

    /// <summary>A local function or lambda: no symbol action sees it, nor its parameters.</summary>
    public void CheckFunction(IMethodSymbol function, Action<Diagnostic> report)
    {
        CheckMethod(function, report);
        foreach (var parameter in function.Parameters)
        {
            Check(parameter, report);
        }
    }

    /// <summary>What stands in front of a file: [assembly: …] and [module: …].</summary>
    public void CheckUnit(CompilationUnitSyntax unit, Compilation compilation, Action<Diagnostic> report)
    {
        if (unit.AttributeLists.Count == 0)
        {
            return;
        }

        foreach (var symbol in new ISymbol[] { compilation.Assembly, compilation.SourceModule })
        {
            CheckRegions(symbol, symbol.GetAttributes(), null, diagnostic =>
            {
                if (diagnostic.Location.SourceTree == unit.SyntaxTree)
                {
                    report(diagnostic);
                }
            });
        }
    }

    private void CheckMethod(IMethodSymbol method, Action<Diagnostic> report)
    {
        var attributes = method.GetAttributes();
        var ofReturn = method.GetReturnTypeAttributes();
        if (attributes.IsEmpty && ofReturn.IsEmpty && ((method.IsImplicitlyDeclared && method.AssociatedSymbol is null) || contracts.Of(method).Region == Region.Undeclared))
        {
            return; // most of what a project declares
        }

        var reportHere = method.PartialDefinitionPart is null && method.PartialImplementationPart is null ? report : DeclaredParts.Only(method, report);

        CheckRegions(method, attributes, InliningAttribute(method, attributes), reportHere);
        CheckEntryPoint(method, attributes, reportHere);
        UncheckedRules.Check(method, ofReturn, reportHere);
        CheckSlot(ofReturn, method.ReturnType, method, reportHere);
        StateLists.Check(attributes, method, reportHere);
        StateLists.Check(ofReturn, method, reportHere);
        _declarations.Check(method, report);
    }

    private static void CheckRegions(ISymbol symbol, ImmutableArray<AttributeData> attributes, AttributeData? inlining, Action<Diagnostic> report)
    {
        if (attributes.IsEmpty)
        {
            return;
        }

        UncheckedRules.Check(symbol, attributes, report);
        var noInstr = Find(attributes, ContractAttribute.NoInstr);
        var alwaysInline = Find(attributes, ContractAttribute.AlwaysInline);
        var instrumentable = Find(attributes, ContractAttribute.Instrumentable);
        Contradict(noInstr, alwaysInline, "[NoInstr] and [AlwaysInline]", "A noinstr body is verified on its own, an always-inline one in each caller: keep one of the two");
        Contradict(noInstr, instrumentable, "[NoInstr] and [Instrumentable]", "Keep the one that is meant");
        Contradict(alwaysInline, instrumentable, "[AlwaysInline] and [Instrumentable]", "An always-inline body has no region contract of its own: keep one of the two");
        var inlined = noInstr ?? (symbol is IMethodSymbol { AssociatedSymbol: { } property } && alwaysInline is null && instrumentable is null
            ? Find(property.GetAttributes(), ContractAttribute.NoInstr)
            : null);
        Contradict(inlined, inlining, "[NoInstr] and AggressiveInlining", "A noinstr body must not be inlined into instrumentable code: use MethodImplOptions.NoInlining, or mark it [AlwaysInline] instead of [NoInstr]");

        void Contradict(AttributeData? one, AttributeData? other, string both, string advice)
        {
            if (one is not null && other is not null)
            {
                Report(Later(one, other), $"{Names.Subject(symbol)} is marked both {both}", advice, report);
            }
        }
    }

    private void CheckEntryPoint(IMethodSymbol method, ImmutableArray<AttributeData> attributes, Action<Diagnostic> report)
    {
        if (Find(attributes, ContractAttribute.EntryPoint) is { } entryPoint && contracts.Of(method).Region != Region.NoInstr)
        {
            Report(
                entryPoint,
                $"'{Names.Of(method)}' is an [EntryPoint], but not [NoInstr]",
                "The first code after hardware or assembly runs before instrumentation is safe: mark it [NoInstr]",
                report);
        }
    }

    private static void CheckSlot(ImmutableArray<AttributeData> attributes, ITypeSymbol type, ISymbol slot, Action<Diagnostic> report)
    {
        if (Find(attributes, ContractAttribute.NoInstr) is { } noInstr && !Slot.HoldsTargets(type))
        {
            Report(
                noInstr,
                $"The {NameOf(slot)} is marked [NoInstr], but holds no delegate, function pointer, or table of such",
                "On a slot the attribute says which targets it may hold: remove it here",
                report);
        }
    }

    private static string NameOf(ISymbol slot) => slot switch
    {
        IFieldSymbol => $"field '{Names.Of(slot)}'",
        IParameterSymbol => $"parameter '{slot.Name}'",
        _ => $"return value of '{Names.Of(slot)}'",
    };

    private static void CheckFieldLikeEvent(IEventSymbol fieldLike, ImmutableArray<AttributeData> attributes, Action<Diagnostic> report)
    {
        if (Find(attributes, ContractAttribute.NoInstr) is { } noInstr)
        {
            Report(
                noInstr,
                $"The field-like event '{Names.Of(fieldLike)}' is marked [NoInstr]",
                "Its generated accessors allocate and are instrumentable: write the accessors, or use a [NoInstr] field of delegate type",
                report);
        }
    }

    private static AttributeData? InliningAttribute(IMethodSymbol method, ImmutableArray<AttributeData> attributes) =>
        (method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.AggressiveInlining) == 0
            ? null
            : attributes.FirstOrDefault(attribute => attribute.Is("MethodImplAttribute", "System", "Runtime", "CompilerServices"));

    private static AttributeData? Find(ImmutableArray<AttributeData> attributes, ContractAttribute wanted) =>
        attributes.FirstOrDefault(attribute => ContractAttributes.Classify(attribute) == wanted);

    private static AttributeData Later(AttributeData one, AttributeData other)
    {
        var (first, second) = (one.ApplicationSyntaxReference, other.ApplicationSyntaxReference);
        if (first is null || second is null)
        {
            return first is null ? other : one;
        }

        return first.SyntaxTree == second.SyntaxTree ? (first.Span.Start > second.Span.Start ? one : other)
            : string.CompareOrdinal(first.SyntaxTree.FilePath, second.SyntaxTree.FilePath) > 0 ? one : other;
    }

    internal static void Report(AttributeData attribute, string what, string advice, Action<Diagnostic> report)
    {
        if (attribute.ApplicationSyntaxReference is { } reference)
        {
            report(Diagnostic.Create(Catalogue.ContradictingAnnotations, reference.SyntaxTree.GetLocation(reference.Span), what, advice));
        }
    }
}
