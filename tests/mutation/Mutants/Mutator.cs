using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Mutation.Mutants;

/// <summary>
/// All mutants of the functions that the kernel has: not of the machine, whose instructions are what they are, nor of what shows and explores the model.
/// </summary>
internal sealed class Mutator
{
    private static readonly string[] StateAttributes = ["EstablishesAttribute", "EnsuresAttribute", "RevokesAttribute", "RestoresAttribute"];
    private static readonly string[] NotOfTheKernel = ["Machine/", "Running/", "Console/"];

    private readonly CSharpCompilation _model;
    private readonly Calls _calls;
    private readonly Axioms _axioms;

    public Mutator(CSharpCompilation model)
    {
        _model = model;
        _calls = new Calls(model);
        _axioms = new Axioms(_calls);
    }

    public static bool IsOfTheKernel(SyntaxTree tree) =>
        tree.FilePath.Contains('/') && !NotOfTheKernel.Any(folder => tree.FilePath.StartsWith(folder, StringComparison.Ordinal));

    public IEnumerable<Mutant> All() =>
        from tree in _model.SyntaxTrees
        where IsOfTheKernel(tree)
        let semantics = _model.GetSemanticModel(tree)
        from function in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        where function.Identifier.ValueText is not "Settle" && semantics.GetDeclaredSymbol(function) is { } symbol && symbol.ContainingType.Name != "EntryStubs"
        from mutant in new FunctionMutator(semantics, function, (IMethodSymbol)semantics.GetDeclaredSymbol(function)!, _calls, _axioms).All()
        select mutant;

    private sealed class FunctionMutator(SemanticModel semantics, MethodDeclarationSyntax function, IMethodSymbol symbolOf, Calls calls, Axioms axioms)
    {
        private readonly bool _isNoInstr = Has(symbolOf, "NoInstrAttribute") || Has(symbolOf, "AlwaysInlineAttribute");

        public IEnumerable<Mutant> All() =>
            OfAnnotations().Concat(OfSteps()).Concat(_isNoInstr ? OfPoints() : []).Concat(OfConditions()).Concat(OfTokens());

        private IEnumerable<Mutant> OfAnnotations()
        {
            foreach (var attribute in function.AttributeLists.SelectMany(list => list.Attributes))
            {
                if (attribute.Name.ToString() is "NoInstr" or "AlwaysInline")
                {
                    var list = (AttributeListSyntax)attribute.Parent!;
                    yield return list.Attributes.Count == 1
                        ? Edit(MutantKind.DropAnnotation, list.Span, "")
                        : Edit(MutantKind.DropAnnotation, list.Span, $"[{string.Join(", ", list.Attributes.Where(other => other != attribute))}]");
                }
            }
        }

        private IEnumerable<Mutant> OfSteps()
        {
            foreach (var statement in Statements())
            {
                var next = statement.Parent is BlockSyntax block ? block.Statements.ElementAtOrDefault(block.Statements.IndexOf(statement) + 1) : null;
                if (IsMarker(statement))
                {
                    yield return Edit(MutantKind.DropMarker, statement.Span, ";");
                    if (next is not null)
                    {
                        yield return Swap(MutantKind.MoveMarker, statement, next);
                    }
                }
                else if (IsStateCall(statement))
                {
                    yield return Edit(MutantKind.DropStateCall, statement.Span, ";");
                    yield return Edit(MutantKind.RepeatStateCall, statement.Span, $"{{ {statement} {statement} }}");
                }

                else if (Produced(statement) is { } produced && Has(produced.Symbol, StateAttributes))
                {
                    yield return Edit(MutantKind.DropStateCall, produced.Call.Span, $"default({produced.Symbol.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})");
                    yield return Insert(MutantKind.RepeatStateCall, statement, $"{produced.Call};");
                }

                if (next is not null && IsStep(statement) && IsStep(next))
                {
                    yield return Swap(MutantKind.SwapNeighbours, statement, next);
                }
                else if (next is not null && IsMarker(next) && !IsMarker(statement) && statement is ExpressionStatementSyntax)
                {
                    yield return Swap(MutantKind.MoveMarker, statement, next);
                }
            }
        }

        /// <summary>Something new in front of each statement.</summary>
        private IEnumerable<Mutant> OfPoints()
        {
            if (symbolOf.Parameters is not [{ Name: "cpu" }, ..])
            {
                yield break;
            }

            foreach (var statement in Statements().Where(statement => statement.Parent is BlockSyntax))
            {
                yield return Insert(MutantKind.CallInstrumentable, statement, "KmsanUnpoisonEntryRegs(cpu);");
                yield return Insert(MutantKind.EnableInterrupts, statement, "RawLocalIrqEnable(cpu);");
                yield return Insert(MutantKind.ReturnEarly, statement, symbolOf.ReturnsVoid ? "if (cpu is not null) return;" : "if (cpu is not null) return default;");
            }
        }

        private IEnumerable<Mutant> OfConditions()
        {
            foreach (var condition in function.DescendantNodes().OfType<IfStatementSyntax>().Select(test => test.Condition))
            {
                yield return Edit(MutantKind.WeakenCondition, condition.Span, "cpu is not null");
                yield return Edit(MutantKind.WeakenCondition, condition.Span, "cpu is null");
            }
        }

        /// <summary>What is handed over, not what is lent.</summary>
        private IEnumerable<Mutant> OfTokens()
        {
            foreach (var argument in function.DescendantNodes().OfType<ArgumentSyntax>())
            {
                if (argument.RefKindKeyword.IsKind(SyntaxKind.None)
                    && argument.Expression is IdentifierNameSyntax
                    && semantics.GetTypeInfo(argument.Expression).Type is { } type
                    && Has(type, "EntryTokenAttribute"))
                {
                    yield return Edit(MutantKind.ForgetToken, argument.Span, $"default({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})");
                }
            }
        }

        private IEnumerable<StatementSyntax> Statements() => function.Body?.DescendantNodes().OfType<StatementSyntax>()
            .Where(statement => statement is not BlockSyntax and not LabeledStatementSyntax and not LocalFunctionStatementSyntax) ?? [];

        private bool IsStep(StatementSyntax statement) => IsMarker(statement) || IsStateCall(statement);

        private bool IsMarker(StatementSyntax statement) => Called(statement)?.ContainingType.Name == nameof(InstrumentationScope);

        private bool IsStateCall(StatementSyntax statement) => Called(statement) is { } called && Has(called, StateAttributes);

        /// <summary>The call whose result a local begins with: a token, or what is to be put back.</summary>
        private (InvocationExpressionSyntax Call, IMethodSymbol Symbol)? Produced(StatementSyntax statement) =>
            statement is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: InvocationExpressionSyntax call }] } && semantics.GetSymbolInfo(call).Symbol is IMethodSymbol called
                ? (call, called)
                : null;

        private IMethodSymbol? Called(StatementSyntax statement) => statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call }
            ? semantics.GetSymbolInfo(call).Symbol as IMethodSymbol
            : null;

        private static bool Has(ISymbol symbol, string[] attributes) => attributes.Any(attribute => Has(symbol, attribute));

        private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(data => data.AttributeClass?.Name == attribute);

        /// <summary>What is not asked to be proven there.</summary>
        private Trust TrustOf() =>
            axioms.Contain(symbolOf) ? Trust.Axiom
            : IsExcused() ? Trust.Excused
            : Trust.None;

        private bool IsExcused() =>
            function.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            || (calls.Of(symbolOf) is { Count: > 0 } all && all.All(static call => call.IsExcused));

        private Mutant Insert(MutantKind kind, StatementSyntax before, string what) => Edit(kind, new TextSpan(before.SpanStart, 0), what + " ");

        private Mutant Swap(MutantKind kind, StatementSyntax one, StatementSyntax other)
        {
            var between = one.SyntaxTree.GetText().ToString(TextSpan.FromBounds(one.Span.End, other.SpanStart));
            return Edit(kind, TextSpan.FromBounds(one.SpanStart, other.Span.End), other + between + one);
        }

        private Mutant Edit(MutantKind kind, TextSpan span, string replacement) =>
            new(kind, function.SyntaxTree, span, replacement, function, TrustOf());
    }
}
