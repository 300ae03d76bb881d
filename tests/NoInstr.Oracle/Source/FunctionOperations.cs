using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Oracle.Source;

/// <summary>The operations of one function, without those of the functions inside it.</summary>
internal static class FunctionOperations
{
    public static IEnumerable<IOperation> Of(Compilation compilation, SourceFunction function)
    {
        var syntax = function.Syntax;
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
        var code = syntax switch
        {
            VariableDeclaratorSyntax { Initializer: { } value } => value,
            PropertyDeclarationSyntax { Initializer: { } value } => value,
            _ => syntax,
        };
        return model.GetOperation(code) is { } root ? Walk(BodyOf(root, syntax)) : [];
    }

    /// <summary>The lambda that a clause of a query stands for has no operation of its own syntax.</summary>
    private static IOperation BodyOf(IOperation root, SyntaxNode syntax) => root switch
    {
        IAnonymousFunctionOperation lambda => lambda.Body,
        ILocalFunctionOperation { Body: { } body } => body,
        { Parent: IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation } body } } when syntax is ExpressionSyntax => body,
        _ => root,
    };

    public static bool IsAsync(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        CompilationUnitSyntax file => file.Members.OfType<GlobalStatementSyntax>().Any(statement => statement.DescendantNodes().Any(node => node is AwaitExpressionSyntax)),
        _ => false,
    };

    /// <summary>The methods that an operation names.</summary>
    public static IEnumerable<IMethodSymbol> CalleesOf(IOperation operation)
    {
        IEnumerable<IMethodSymbol?> callees = operation switch
        {
            IInvocationOperation invocation => [invocation.TargetMethod],
            IObjectCreationOperation creation => [creation.Constructor],
            IPropertyReferenceOperation property => [property.Property.GetMethod, property.Property.SetMethod],
            IBinaryOperation binary => [binary.OperatorMethod],
            IUnaryOperation unary => [unary.OperatorMethod],
            IConversionOperation conversion => [conversion.OperatorMethod],
            ICompoundAssignmentOperation compound => [compound.OperatorMethod],
            _ => [],
        };
        return callees.OfType<IMethodSymbol>();
    }

    private static IEnumerable<IOperation> Walk(IOperation root)
    {
        var pending = new Stack<IOperation>();
        pending.Push(root);
        while (pending.TryPop(out var operation))
        {
            yield return operation;
            if (operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                foreach (var child in operation.ChildOperations)
                {
                    pending.Push(child);
                }
            }
        }
    }
}
