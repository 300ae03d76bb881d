using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace NoInstr.CodeFixes.Annotating;

/// <summary>The flags of a <c>[MethodImpl]</c>: one of the two about inlining takes the place of the other, and joins the rest.</summary>
internal static class InliningFlags
{
    private const string Namespace = "global::System.Runtime.CompilerServices";

    public static AttributeSyntax New(MethodImplOptions flag) => SyntaxFactory.Attribute(
        Shortened(SyntaxFactory.ParseName($"{Namespace}.MethodImpl")),
        SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(Named(flag)))));

    /// <summary>Null where the flags are written so that one of them cannot be exchanged.</summary>
    public static AttributeSyntax? With(AttributeSyntax attribute, MethodImplOptions flag, SemanticModel model)
    {
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        if (FlagsOf(attribute) is not { } argument)
        {
            var added = SyntaxFactory.AttributeArgument(Named(flag));
            return attribute.WithArgumentList(list.WithArguments(Marking.AttributeLists.Separated([added, .. list.Arguments], list.Arguments.GetSeparators())));
        }
        return Without(argument.Expression, Opposite(flag), model) is { } operands
            ? attribute.ReplaceNode(argument.Expression, Joined([.. operands, Like(argument.Expression, flag)]).WithTriviaFrom(argument.Expression))
            : null;
    }

    /// <summary>The attribute without a flag that it has; null where nothing else would be left, or the flag cannot be taken out.</summary>
    public static AttributeSyntax? Without(AttributeSyntax attribute, MethodImplOptions flag, SemanticModel model) =>
        FlagsOf(attribute) is { } argument && Without(argument.Expression, flag, model) is { IsEmpty: false } operands
            ? attribute.ReplaceNode(argument.Expression, Joined(operands).WithTriviaFrom(argument.Expression))
            : null;

    public static bool Has(AttributeSyntax attribute, MethodImplOptions flag, SemanticModel model) =>
        FlagsOf(attribute) is { } argument && (ValueOf(argument.Expression, model) & (int)flag) != 0;

    /// <summary>Whether the attribute says nothing but this.</summary>
    public static bool IsAll(AttributeSyntax attribute, MethodImplOptions flag, SemanticModel model) =>
        attribute.ArgumentList?.Arguments.Count == 1 && FlagsOf(attribute) is { } argument && ValueOf(argument.Expression, model) == (int)flag;

    private static MethodImplOptions Opposite(MethodImplOptions flag) =>
        flag == MethodImplOptions.NoInlining ? MethodImplOptions.AggressiveInlining : MethodImplOptions.NoInlining;

    private static AttributeArgumentSyntax? FlagsOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null);

    private static ImmutableArray<ExpressionSyntax>? Without(ExpressionSyntax flags, MethodImplOptions unwanted, SemanticModel model)
    {
        if (model.GetTypeInfo(flags).Type?.Name != nameof(MethodImplOptions))
        {
            return null; // a number
        }
        ImmutableArray<ExpressionSyntax> operands = [.. OperandsOf(flags).Where(operand => ValueOf(operand, model) != (int)unwanted)];
        return operands.All(operand => ValueOf(operand, model) is { } value && (value & (int)unwanted) == 0) ? operands : null;
    }

    private static IEnumerable<ExpressionSyntax> OperandsOf(ExpressionSyntax flags) => flags switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } binary => OperandsOf(binary.Left).Concat(OperandsOf(binary.Right)),
        ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } inner } => OperandsOf(inner),
        _ => [flags],
    };

    private static ExpressionSyntax Joined(ImmutableArray<ExpressionSyntax> operands) => operands
        .Select(operand => operand.WithoutTrivia())
        .Aggregate((left, right) => SyntaxFactory.BinaryExpression(
            SyntaxKind.BitwiseOrExpression,
            left.WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.BarToken).WithTrailingTrivia(SyntaxFactory.Space),
            right is BinaryExpressionSyntax or ConditionalExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(right) : right));

    private static int? ValueOf(ExpressionSyntax expression, SemanticModel model) =>
        model.GetConstantValue(expression) is { HasValue: true, Value: int value } ? value : null;

    /// <summary>As the flag beside it is written: by the same name of the enum, or by none.</summary>
    private static ExpressionSyntax Like(ExpressionSyntax flags, MethodImplOptions flag) => OperandsOf(flags).Last() switch
    {
        MemberAccessExpressionSyntax access => access.WithName(SyntaxFactory.IdentifierName(flag.ToString())),
        _ => Named(flag),
    };

    private static ExpressionSyntax Named(MethodImplOptions flag) => SyntaxFactory.MemberAccessExpression(
        SyntaxKind.SimpleMemberAccessExpression,
        Shortened(SyntaxFactory.ParseExpression($"{Namespace}.{nameof(MethodImplOptions)}")),
        SyntaxFactory.IdentifierName(flag.ToString()));

    private static T Shortened<T>(T name)
        where T : SyntaxNode => name.WithAdditionalAnnotations(Simplifier.Annotation, ScopeMarkers.NeedsImport);
}
