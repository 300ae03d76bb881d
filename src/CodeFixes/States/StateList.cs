using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NoInstr.CodeFixes.States;

/// <summary>The states that an attribute lists, as arguments or as the elements of one array.</summary>
internal static class StateList
{
    public static ImmutableArray<ExpressionSyntax> Of(AttributeSyntax attribute)
    {
        ImmutableArray<ExpressionSyntax> arguments =
            [.. attribute.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.Expression) ?? []];
        return arguments.Length == 1 ? Elements(arguments[0]) ?? arguments : arguments;
    }

    public static bool IsArray(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is { } first && Elements(first) is not null;

    /// <summary>The first member with the value, as the analyzer has it. Null for what is no member of an enum.</summary>
    public static IFieldSymbol? MemberOf(ExpressionSyntax expression, SemanticModel model) =>
        model.GetTypeInfo(expression).Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
        && model.GetConstantValue(expression) is { HasValue: true, Value: var value }
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value))
            : null;

    private static ImmutableArray<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => [.. initializer.Expressions],
        ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
        CollectionExpressionSyntax collection when collection.Elements.All(element => element is ExpressionElementSyntax) =>
            [.. collection.Elements.Select(element => ((ExpressionElementSyntax)element).Expression)],
        _ => null,
    };
}
