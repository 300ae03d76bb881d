using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Events;

/// <summary>The part of the source that names a callee, or that allocates: where a finding about it is shown.</summary>
internal static class CalleeToken
{
    public static SyntaxNodeOrToken Of(SyntaxNode syntax) => syntax switch
    {
        // (slot ?? other)() and slot()(): nothing names the callee but the call itself.
        InvocationExpressionSyntax { Expression: ParenthesizedExpressionSyntax or InvocationExpressionSyntax } call => call.ArgumentList,
        InvocationExpressionSyntax { Expression: PostfixUnaryExpressionSyntax { Operand: ParenthesizedExpressionSyntax or InvocationExpressionSyntax } } call => call.ArgumentList,
        InvocationExpressionSyntax invocation => Of(invocation.Expression),
        MemberAccessExpressionSyntax access => Of(access.Name),
        MemberBindingExpressionSyntax binding => Of(binding.Name),
        SimpleNameSyntax name => name.Identifier,
        ElementAccessExpressionSyntax element => element.ArgumentList,
        ElementBindingExpressionSyntax element => element.ArgumentList,
        ImplicitElementAccessSyntax element => element.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.NewKeyword,
        ArrayCreationExpressionSyntax creation => creation.NewKeyword,
        ImplicitArrayCreationExpressionSyntax creation => creation.NewKeyword,
        AnonymousObjectCreationExpressionSyntax creation => creation.NewKeyword,
        WithExpressionSyntax expression => expression.WithKeyword,
        AwaitExpressionSyntax expression => expression.AwaitKeyword,
        InitializerExpressionSyntax initializer => initializer.OpenBraceToken,
        LambdaExpressionSyntax lambda => lambda.ArrowToken,
        AnonymousMethodExpressionSyntax method => method.DelegateKeyword,
        InterpolatedStringExpressionSyntax text => text.StringStartToken,
        CollectionExpressionSyntax collection => collection.OpenBracketToken,
        ConstructorInitializerSyntax initializer => initializer.ThisOrBaseKeyword,
        PrimaryConstructorBaseTypeSyntax baseType => baseType.Type,
        BinaryExpressionSyntax binary => binary.OperatorToken,
        PrefixUnaryExpressionSyntax prefix => prefix.OperatorToken,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => Of(forgiven.Operand),
        PostfixUnaryExpressionSyntax postfix => postfix.OperatorToken,
        CastExpressionSyntax cast => cast.Type,
        AssignmentExpressionSyntax assignment => assignment.OperatorToken,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        TypeDeclarationSyntax type => type.Identifier,
        _ => syntax,
    };
}
