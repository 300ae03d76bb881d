using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.Analyzers.Events;

/// <summary>The part of the source that names a callee: where a finding about the call is shown.</summary>
internal static class CalleeToken
{
    public static Location Of(SyntaxNode syntax) => syntax switch
    {
        // (slot ?? other)() and slot()(): nothing names the callee but the call itself.
        InvocationExpressionSyntax { Expression: ParenthesizedExpressionSyntax or InvocationExpressionSyntax } call => call.ArgumentList.GetLocation(),
        InvocationExpressionSyntax invocation => Of(invocation.Expression),
        MemberAccessExpressionSyntax access => Of(access.Name),
        MemberBindingExpressionSyntax binding => Of(binding.Name),
        SimpleNameSyntax name => name.Identifier.GetLocation(),
        ElementAccessExpressionSyntax element => element.ArgumentList.GetLocation(),
        ElementBindingExpressionSyntax element => element.ArgumentList.GetLocation(),
        ImplicitElementAccessSyntax element => element.ArgumentList.GetLocation(),
        BaseObjectCreationExpressionSyntax creation => creation.NewKeyword.GetLocation(),
        ConstructorInitializerSyntax initializer => initializer.ThisOrBaseKeyword.GetLocation(),
        PrimaryConstructorBaseTypeSyntax baseType => baseType.Type.GetLocation(),
        BinaryExpressionSyntax binary => binary.OperatorToken.GetLocation(),
        PrefixUnaryExpressionSyntax prefix => prefix.OperatorToken.GetLocation(),
        PostfixUnaryExpressionSyntax postfix => postfix.OperatorToken.GetLocation(),
        CastExpressionSyntax cast => cast.Type.GetLocation(),
        AssignmentExpressionSyntax assignment => assignment.OperatorToken.GetLocation(),
        ConstructorDeclarationSyntax constructor => constructor.Identifier.GetLocation(),
        _ => syntax.GetLocation(),
    };
}
