using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Tests.EntryModel;

/// <summary>
/// The primitives of the machine are what the rest of the model is proven from, and nothing proves them: so they are too small to be wrong. Whatever decides has to be
/// elsewhere, where it is proven, and broken by tests/mutation.
/// </summary>
public class MachineTests
{
    /// <summary>It ends with the scheduler, which is the kernel's.</summary>
    private const string Schedules = "PreemptEnable";

    private static readonly SyntaxKind[] Decisions =
    [
        SyntaxKind.IfStatement, SyntaxKind.SwitchStatement, SyntaxKind.SwitchExpression, SyntaxKind.ConditionalExpression, SyntaxKind.ForStatement, SyntaxKind.WhileStatement,
        SyntaxKind.DoStatement, SyntaxKind.ForEachStatement, SyntaxKind.GotoStatement, SyntaxKind.TryStatement, SyntaxKind.ThrowStatement, SyntaxKind.ThrowExpression,
    ];

    private static readonly IReadOnlyList<MethodDeclarationSyntax> All =
    [
        .. ModelSources.Compile().SyntaxTrees.SelectMany(static tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(static method => Attributes(method).Contains("Primitive")),
    ];

    private static readonly IReadOnlyList<MethodDeclarationSyntax> OfTheMachine =
        [.. All.Where(static primitive => primitive.SyntaxTree.FilePath.StartsWith("Machine/", StringComparison.Ordinal) && Name(primitive) != Schedules)];

    [Fact]
    public void Primitive_DecidesNothing() => Assert.Empty(OfTheMachine.Where(static primitive => primitive.DescendantNodes().Any(static node => Decisions.Contains(node.Kind()))).Select(Name));

    [Fact]
    public void Primitive_IsShort() => Assert.Empty(OfTheMachine.Where(static primitive => primitive.Body is { Statements.Count: > 3 }).Select(Name));

    /// <summary>What does nothing, and yet changes what is believed of the CPU, must be bound to the case in which that is true: to a state that it needs or forbids.</summary>
    [Fact]
    public void Claim_NeedsItsCase()
    {
        var claims = All.Where(static primitive => primitive.Body is { Statements.Count: 0 }).ToList();
        Assert.InRange(claims.Count, 30, All.Count);
        Assert.Empty(claims.Where(static claim => ChangesTheCpu(claim) && !Attributes(claim).Any(static attribute => attribute is "Requires" or "Forbids")).Select(Name));
    }

    private static bool ChangesTheCpu(MethodDeclarationSyntax claim) => claim.AttributeLists.SelectMany(static list => list.Attributes)
        .Where(static attribute => attribute.Name.ToString() is "Establishes" or "Ensures" or "Revokes")
        .Any(static attribute => attribute.ArgumentList!.Arguments.Any(static state => state.ToString().StartsWith("EntryState.", StringComparison.Ordinal) || state.ToString().StartsWith("IrqState.", StringComparison.Ordinal)));

    private static List<string> Attributes(MethodDeclarationSyntax method) => [.. method.AttributeLists.SelectMany(static list => list.Attributes).Select(static attribute => attribute.Name.ToString())];

    private static string Name(MethodDeclarationSyntax method) => method.Identifier.ValueText;
}
