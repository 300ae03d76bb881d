using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

/// <summary>Which rules look at which member, and at what stands in a file beside members. One instance per compilation.</summary>
internal sealed class MemberRules(Compilation compilation, Verifier verifier, bool namesScope)
{
    private readonly AnnotationRules _annotations = new(verifier.Contracts);
    private readonly InheritanceRules _inheritance = new(compilation, verifier);
    private readonly InstrumentableScopeRules _idleScopes = new(verifier);

    public void CheckMethod(IMethodSymbol method, Action<Diagnostic> report, CancellationToken cancellation)
    {
        _annotations.Check(method, report);
        foreach (var parameter in ParametersOf(method))
        {
            _annotations.Check(parameter, report);
        }

        UncheckedRules.CheckNeed(method, verifier, report, cancellation);
        _inheritance.CheckMember(method, report);
        if (method.PartialImplementationPart is null) // else that part has the body
        {
            VerifyBody(method, report, cancellation);
        }
    }

    public void CheckMember(ISymbol member, Action<Diagnostic> report, CancellationToken cancellation)
    {
        _annotations.Check(member, report);
        if (member is not IFieldSymbol)
        {
            foreach (var parameter in (member as IPropertySymbol)?.Parameters ?? [])
            {
                _annotations.Check(parameter, report);
            }

            UncheckedRules.CheckNeed(member, verifier, report, cancellation);
            _inheritance.CheckMember(member, report);
        }

        if (member is not IFieldSymbol { IsConst: true } && verifier.Contracts.RootOfInitializer(member) is { } root)
        {
            verifier.VerifyInitializer(root, member, report, cancellation);
        }
    }

    public void CheckType(INamedTypeSymbol type, Action<Diagnostic> report, CancellationToken cancellation)
    {
        _annotations.Check(type, report);
        foreach (var parameter in type.DelegateInvokeMethod?.Parameters ?? [])
        {
            _annotations.Check(parameter, report);
        }

        _inheritance.CheckType(type, report);
        verifier.VerifyUnwritten(type, report, cancellation);
    }

    /// <summary>Attributes of the whole assembly; annotated local functions and lambdas, which no symbol action sees; scopes in instrumentable code.</summary>
    public void CheckFile(SemanticModel model, SourceFacts facts, Action<Diagnostic> report, CancellationToken cancellation)
    {
        _annotations.CheckUnit((CompilationUnitSyntax)model.SyntaxTree.GetRoot(cancellation), compilation, report);
        foreach (var function in facts.Functions)
        {
            CheckFunction(function, model, report, cancellation);
        }

        if (namesScope)
        {
            foreach (var call in facts.Markers)
            {
                _idleScopes.Check(call, model, report, cancellation);
            }
        }
    }

    /// <summary>Those of an indexer are looked at with the property; of an accessor only the value is left.</summary>
    private static IEnumerable<IParameterSymbol> ParametersOf(IMethodSymbol method) => method switch
    {
        { AssociatedSymbol: null } => method.Parameters,
        { MethodKind: MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove, Parameters: { IsEmpty: false } parameters } => [parameters[parameters.Length - 1]],
        _ => [],
    };

    /// <summary>An annotated local function or lambda is a body of its own, wherever it stands.</summary>
    private void CheckFunction(SyntaxNode syntax, SemanticModel model, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if ((model.GetDeclaredSymbol(syntax, cancellation) ?? model.GetSymbolInfo(syntax, cancellation).Symbol) is IMethodSymbol function)
        {
            _annotations.CheckFunction(function, report);
            if (verifier.Contracts.Of(function).Unchecked)
            {
                UncheckedRules.CheckNeed(function, verifier, report, cancellation);
            }

            VerifyBody(function, report, cancellation);
        }
    }

    private void VerifyBody(IMethodSymbol body, Action<Diagnostic> report, CancellationToken cancellation)
    {
        switch (verifier.Contracts.Of(body))
        {
            case { Region: Region.NoInstr, Unchecked: false }:
                verifier.VerifyRoot(body, report, cancellation);
                break;
            case { Region: Region.AlwaysInline }:
                verifier.VerifyHelper(body, report, cancellation);
                break;
            case { Unchecked: false }:
                verifier.VerifyStates(body, report, cancellation);
                break;
        }
    }
}
