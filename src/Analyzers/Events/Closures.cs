using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Where the closures of lambdas and of local functions that become delegates are allocated: on entry of the block that declares a captured
/// variable, which may be long before the lambda. Only what this body declares counts; an outer body allocates for its own variables.
/// </summary>
internal sealed class Closures(ISymbol owner, ControlFlowGraph graph, IOperation memberRoot)
{
    private Dictionary<ISymbol, IOperation>? _bodies;

    /// <summary>The block on whose entry the closure comes to be, and the event.</summary>
    public IEnumerable<(int Block, AllocationEvent Closure)> Of(IReadOnlyList<(IMethodSymbol Function, SyntaxNode Syntax)> functions)
    {
        foreach (var (function, syntax) in functions.Concat(InLocalFunctions()))
        {
            var captured = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
            Collect(function, captured, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
            var blocks = new HashSet<int>();
            foreach (var variable in captured.OrderBy(static variable => variable.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0))
            {
                if (BlockThatDeclares(variable) is { } block && blocks.Add(block))
                {
                    yield return (block, new AllocationEvent(syntax, AllocationKind.Closure, variable, EventReader.FunctionToken(syntax)));
                }
            }
        }
    }

    /// <summary>What becomes a delegate in a local function may capture a variable of this body, which is then allocated here, and not where that runs.</summary>
    private IEnumerable<(IMethodSymbol Function, SyntaxNode Syntax)> InLocalFunctions()
    {
        foreach (var operation in graph.LocalFunctions.Select(BodyOf).OfType<IOperation>().SelectMany(static local => Evaluated(local, intoLambdas: false)))
        {
            switch (operation)
            {
                case IAnonymousFunctionOperation lambda:
                    yield return (lambda.Symbol, lambda.Syntax);
                    break;
                case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } target }:
                    yield return (function.OriginalDefinition, target.Syntax);
                    break;
            }
        }
    }

    /// <summary>What a name alone stands for is never captured; what a lambda captures for those in it, it captures itself.</summary>
    private static IEnumerable<IOperation> Evaluated(IOperation root, bool intoLambdas)
    {
        var pending = new Stack<IOperation>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            yield return operation;
            if (operation is INameOfOperation || (operation is IAnonymousFunctionOperation && !intoLambdas))
            {
                continue;
            }

            foreach (var child in operation.ChildOperations)
            {
                pending.Push(child);
            }
        }
    }

    private void Collect(IMethodSymbol function, HashSet<ISymbol> captured, HashSet<ISymbol> seen)
    {
        if (!seen.Add(function) || BodyOf(function) is not { } body)
        {
            return;
        }

        foreach (var operation in Evaluated(body, intoLambdas: true))
        {
            switch (operation)
            {
                case ILocalReferenceOperation { Local.IsConst: false } local when SymbolEqualityComparer.Default.Equals(local.Local.ContainingSymbol, owner):
                    captured.Add(local.Local);
                    break;
                case IParameterReferenceOperation parameter when SymbolEqualityComparer.Default.Equals(parameter.Parameter.ContainingSymbol, owner) || IsOfInitializer(parameter.Parameter):
                    captured.Add(parameter.Parameter);
                    break;
                case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call:
                    Collect(call.TargetMethod.OriginalDefinition, captured, seen);
                    break;
                case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                    Collect(reference.Method.OriginalDefinition, captured, seen);
                    break;
            }
        }
    }

    /// <summary>
    /// An initialiser captures a parameter of the primary constructor like a variable of its own, unless a member uses it too: then it is a
    /// field of the object.
    /// </summary>
    private bool IsOfInitializer(IParameterSymbol parameter)
    {
        if (owner is not (IFieldSymbol or IPropertySymbol or IEventSymbol)
            || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences: { IsEmpty: false } references } constructor
            || references[0].GetSyntax() is not TypeDeclarationSyntax)
        {
            return false;
        }

        var compilation = memberRoot.SemanticModel!.Compilation;
        var uses =
            from reference in constructor.ContainingType.DeclaringSyntaxReferences
            from name in reference.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>()
            where name.Identifier.ValueText == parameter.Name && IsInMember(name)
            where SymbolEqualityComparer.Default.Equals(compilation.GetSemanticModel(reference.SyntaxTree).GetSymbolInfo(name).Symbol, parameter)
            select name;
        return !uses.Any();
    }

    /// <summary>In code that runs after construction: not an initialiser, nor an argument of the base.</summary>
    private static bool IsInMember(SyntaxNode name) => name.Ancestors()
        .First(node => node is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } } or PrimaryConstructorBaseTypeSyntax or MemberDeclarationSyntax)
        is MemberDeclarationSyntax;

    private IOperation? BodyOf(IMethodSymbol function) => (_bodies ??= Bodies()).TryGetValue(function, out var body) ? body : null;

    private Dictionary<ISymbol, IOperation> Bodies()
    {
        var bodies = new Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var operation in memberRoot.Descendants())
        {
            if (operation is IAnonymousFunctionOperation lambda)
            {
                bodies[lambda.Symbol] = lambda;
            }
            else if (operation is ILocalFunctionOperation local)
            {
                bodies[local.Symbol] = local;
            }
        }

        return bodies;
    }

    /// <summary>Parameters live from the entry on; a local from the first block of the region that declares it.</summary>
    private int? BlockThatDeclares(ISymbol variable) =>
        variable is IParameterSymbol ? 0 : RegionOf(graph.Root, variable)?.FirstBlockOrdinal;

    private static ControlFlowRegion? RegionOf(ControlFlowRegion region, ISymbol variable) =>
        region.Locals.Contains(variable, SymbolEqualityComparer.Default)
            ? region
            : region.NestedRegions.Select(nested => RegionOf(nested, variable)).FirstOrDefault(found => found is not null);
}
