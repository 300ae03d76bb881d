using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Events;

/// <summary>What a call does with entry tokens: the places that it fills with new ones, and those whose tokens it takes over.</summary>
internal sealed record TokenUse(ImmutableArray<int> Produced, ImmutableArray<int> Consumed)
{
    public static readonly TokenUse None = new([], []);
}

/// <summary>
/// Values of an [EntryToken] type → the places that hold them: locals, parameters, captures, and the result of a call until it is put somewhere.
/// One instance per body.
/// </summary>
internal sealed class TokenReader(TermReader terms, IOperation memberRoot)
{
    private readonly Dictionary<ISymbol, int> _held = new(SymbolEqualityComparer.Default);

    public static bool IsToken(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named && named.OriginalDefinition.Has(ContractAttribute.EntryToken);

    /// <summary>The place that the value is read from; null for what is no token, or comes from where nothing is tracked.</summary>
    public int? SourceOf(IOperation? value)
    {
        if (value is null || !IsToken(value.Type))
        {
            return null;
        }

        return TermReader.Strip(value) switch
        {
            ILocalReferenceOperation local => PlaceIn(local.Local),
            IParameterReferenceOperation parameter => PlaceIn(parameter.Parameter),
            IFlowCaptureReferenceOperation capture => terms.PlaceOf(capture.Id),
            IInvocationOperation or IFunctionPointerInvocationOperation => terms.PlaceOfResult(value.Syntax),
            IDeclarationExpressionOperation declaration => SourceOf(declaration.Expression),
            _ => null,
        };
    }

    public TokenUse Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var consumed = IsToken(call.Instance?.Type) && method.OriginalDefinition.Has(ContractAttribute.Consumes) ? PlaceTaken(call.Instance!) : (int?)null;
        return Of(call, method, call.Arguments, consumed);
    }

    /// <summary>Its parameters have no attributes: it consumes nothing.</summary>
    public TokenUse Of(IFunctionPointerInvocationOperation call) => Of(call, call.GetFunctionPointerSignature(), call.Arguments, receiver: null);

    private TokenUse Of(IOperation call, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, int? receiver)
    {
        var produced = ImmutableArray<int>.Empty;
        var consumed = receiver is { } taken ? [taken] : ImmutableArray<int>.Empty;
        if (!method.ReturnsByRef && !method.ReturnsByRefReadonly && IsToken(method.ReturnType))
        {
            produced = [terms.PlaceOfResult(call.Syntax)];
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter || !IsToken(parameter.Type))
            {
                continue;
            }

            if (parameter.RefKind == RefKind.Out)
            {
                // What is put into a field is stored with the call; what is discarded stays where nobody finds it.
                produced = argument.Value is IFieldReferenceOperation or IArrayElementReferenceOperation or IParameterReferenceOperation { Parameter.RefKind: not RefKind.None } or ILocalReferenceOperation { Local.IsRef: true }
                    ? produced
                    : produced.Add(SourceOf(argument.Value) ?? terms.PlaceOfResult(argument.Syntax));
            }
            else if (parameter.OriginalDefinition.Has(ContractAttribute.Consumes))
            {
                consumed = consumed.Add(PlaceTaken(argument.Value));
            }
        }

        return produced.IsEmpty && consumed.IsEmpty ? TokenUse.None : new TokenUse(produced, consumed);
    }

    /// <summary>A token that comes from where nothing is tracked is at a place of its own, which nobody has filled: what it restores is not known.</summary>
    private int PlaceTaken(IOperation value) => SourceOf(value) ?? terms.PlaceOfResult(value.Syntax);

    /// <summary>The places of the tokens that a lambda or local function captures: it may outlive the body, so it takes them over.</summary>
    public IEnumerable<int> CapturedBy(SyntaxNode function) => _held.Count == 0
        ? []
        : memberRoot.DescendantsAndSelf()
            .Where(operation => function.Span.Contains(operation.Syntax.Span))
            .Select(static operation => operation switch
            {
                ILocalReferenceOperation { Local: var local } => local,
                IParameterReferenceOperation { Parameter: var parameter } => (ISymbol)parameter,
                _ => null,
            })
            .OfType<ISymbol>()
            .Where(variable => _held.ContainsKey(variable) && !function.Span.Contains(variable.DeclaringSyntaxReferences[0].Span))
            .Select(variable => _held[variable])
            .Distinct();

    /// <summary>The place that the variable is.</summary>
    public int PlaceIn(ISymbol variable)
    {
        var place = terms.PlaceOf(variable);
        if (IsToken((variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type))
        {
            _held[variable] = place;
        }

        return place;
    }
}
