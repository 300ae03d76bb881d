using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>Methods, constructors, delegates, await.</summary>
internal sealed partial class EventReader
{
    private void ExpandInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (omittedCalls.IsOmitted(method, invocation.Syntax))
        {
            Omitted.Add(invocation.Syntax.Span);
            return;
        }

        var isNamed = !invocation.IsImplicit && invocation.Syntax is InvocationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax;
        if (!isNamed)
        {
            ExpandInserted(invocation, Construct.Of(invocation.Syntax));
            return;
        }

        EvaluateChildren(invocation);
        if (ScopeMarker.Read(method) is { } opens)
        {
            Happens(new ScopeEvent(invocation.Syntax, method, opens));
            return;
        }

        if (Boxes.MakesReceiver(invocation))
        {
            Allocates(invocation.Syntax, AllocationKind.Box, invocation.Instance!.Type);
        }

        var target = TargetOf(invocation);
        if (target.Kind == TargetKind.LocalFunction && (method.IsAsync || Iterators.IsIterator(method)))
        {
            Allocates(invocation.Syntax, AllocationKind.StateMachine, method);
            Functions.Add((method.OriginalDefinition, invocation.Syntax));
        }

        if (target.Kind == TargetKind.LocalFunction && Iterators.IsIterator(method))
        {
            return; // its body runs where it is enumerated
        }

        SharesTokens(method);
        Initializes(method, target, invocation.Syntax);
        Happens(new CallEvent(invocation.Syntax, target) { BoolArguments = BoolArgumentsOf(invocation), Tokens = tokens.Of(invocation) });
        WritesThroughReferences(method, invocation.Instance, invocation.Arguments);
    }

    /// <summary>
    /// foreach, using, lock, a query, a collection initialiser, <c>with</c>. Disposing of a struct or a sealed class calls its own method, not
    /// the interface's, and boxes nothing.
    /// </summary>
    private void ExpandInserted(IInvocationOperation invocation, Construct construct)
    {
        var method = invocation.TargetMethod;
        var receiver = method.ContainingType.TypeKind == TypeKind.Interface && IsEnumerationOrDisposal(method) ? Unconverted(invocation.Instance) : invocation.Instance;
        Evaluate(receiver);
        foreach (var argument in invocation.Arguments)
        {
            Evaluate(argument);
        }

        if (IsOverIndexed(invocation.Syntax))
        {
            return;
        }

        if (ScopeMarker.Read(method) is { } opens)
        {
            Happens(new ScopeEvent(invocation.Syntax, method, opens));
            return;
        }

        method = ImplementationOf(method, receiver?.Type);
        Inserts(construct, method, receiver, invocation.Syntax);
        WritesThroughReferences(method, invocation.Instance, invocation.Arguments);
    }

    private static bool IsEnumerationOrDisposal(IMethodSymbol method) =>
        method is { Parameters.Length: 0, ContainingType: { TypeKind: TypeKind.Interface, Name: "IDisposable" or "IAsyncDisposable" or "IEnumerator" or "IEnumerable" or "IAsyncEnumerator" } };

    /// <summary>From what the construct itself converts to; what is dynamic is converted by the run-time binder.</summary>
    private static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { } operand } && operand.Type?.TypeKind != TypeKind.Dynamic)
        {
            operation = operand;
        }

        return operation;
    }

    private static IMethodSymbol ImplementationOf(IMethodSymbol method, ITypeSymbol? receiver) =>
        method.ContainingType.TypeKind == TypeKind.Interface && receiver is { TypeKind: TypeKind.Struct } or { TypeKind: TypeKind.Class, IsSealed: true }
            ? ImpliedMembers.Implementation(method, receiver) ?? method
            : method;

    /// <summary>The compiler calls the method for a construct; nothing in the source names it.</summary>
    private void Inserts(Construct construct, IMethodSymbol? method, IOperation? receiver, SyntaxNode syntax)
    {
        if (method is null || TrustedLowering.Contains(method))
        {
            return;
        }

        var target = resolver.Resolve(method, receiver);
        Initializes(method, target, syntax);
        Happens(new CallEvent(syntax, target, construct));
    }

    /// <summary>As <see cref="Inserts"/>, where nothing tells which method: it may be any.</summary>
    private void InsertsOrUnknown(Construct construct, IMethodSymbol? method, SyntaxNode syntax)
    {
        if (method is null)
        {
            IsUnknown(construct, syntax);
        }

        Inserts(construct, method, receiver: null, syntax);
    }

    /// <summary>Where the compiler binds nothing, it says so itself.</summary>
    private void IsUnknown(Construct construct, SyntaxNode syntax)
    {
        if (!implied.IsBroken(syntax))
        {
            Happens(new UnknownEvent(syntax, construct.Name, construct.At));
        }
    }

    private void Initializes(IMethodSymbol method, CallTarget target, SyntaxNode syntax)
    {
        if (target.StaysInRegion || target.IsExpanded)
        {
            Happens(initialization.OfCall(method, syntax));
        }
    }

    private CallTarget TargetOf(IInvocationOperation invocation)
    {
        if (interceptors.Of(invocation.Syntax) is { } interceptor)
        {
            return resolver.Resolve(interceptor, receiver: null);
        }

        return invocation.TargetMethod.MethodKind != MethodKind.DelegateInvoke
            ? resolver.Resolve(invocation.TargetMethod, invocation.Instance)
            : slots.Resolve(invocation);
    }

    private void Calls(IOperation operation, IMethodSymbol method, IOperation? receiver)
    {
        var target = resolver.Resolve(method, receiver);
        Initializes(method, target, operation.Syntax);
        Happens(new CallEvent(operation.Syntax, target));
    }

    private void ExpandCreation(IObjectCreationOperation creation)
    {
        EvaluateChildren(creation);
        if (creation.Constructor is not { } constructor || IsThrown(creation.Syntax) || creation is { IsImplicit: true, Syntax: SwitchExpressionSyntax })
        {
            return; // the throw is the event
        }

        if (creation.Type is { IsReferenceType: true } type)
        {
            Allocates(creation.Syntax, AllocationKind.Object, type);
        }

        if (constructor is { IsImplicitlyDeclared: true, ContainingType.TypeKind: TypeKind.Struct })
        {
            return; // zeroed memory
        }

        if (creation.IsImplicit)
        {
            Inserts(Construct.Of(creation.Syntax), constructor, receiver: null, creation.Syntax);
        }
        else
        {
            Calls(creation, constructor, receiver: null);
        }
    }

    /// <summary>The <c>new</c> inside a <c>throw</c> is part of the throw; its arguments are evaluated all the same.</summary>
    private static bool IsThrown(SyntaxNode creation) => creation.Parent switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax => IsThrown(creation.Parent),
        ConditionalExpressionSyntax choice => choice.Condition != creation && IsThrown(choice),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => IsThrown(choice),
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm => arm.Expression == creation && IsThrown(choice),
        _ => false,
    };

    private void ExpandDelegateCreation(IDelegateCreationOperation creation)
    {
        var target = creation.Target;
        Evaluate(target);
        switch (target)
        {
            case IFlowAnonymousFunctionOperation lambda:
                Functions.Add((lambda.Symbol, creation.Syntax));
                CapturesTokens(lambda.Syntax);
                break;
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function }:
                Functions.Add((function.OriginalDefinition, target.Syntax));
                CapturesTokens(function.DeclaringSyntaxReferences[0].GetSyntax());
                break;
        }

        AllocatesFunction(AllocationKind.Delegate, creation.Type, target is IFlowAnonymousFunctionOperation ? target.Syntax : creation.Syntax);
    }

    private void AllocatesFunction(AllocationKind kind, ITypeSymbol? type, SyntaxNode syntax) =>
        Happens(new AllocationEvent(syntax, kind, type, FunctionToken(syntax)));

    /// <summary>A clause of a query is a lambda that has no arrow.</summary>
    public static SyntaxNodeOrToken FunctionToken(SyntaxNode syntax) =>
        syntax is not AnonymousFunctionExpressionSyntax && Construct.OfQuery(syntax) is { } clause ? clause.At : CalleeToken.Of(syntax);

    /// <summary>In the graph of Roslyn 4.14 the awaiters of <c>await foreach</c> and <c>await using</c> are in no API.</summary>
    private void ExpandAwait(IAwaitOperation wait)
    {
        Evaluate(wait.Operation);
        var construct = Construct.Await(wait.Syntax);
        if (wait.Operation.Type is { TypeKind: TypeKind.Dynamic })
        {
            Happens(new CallEvent(wait.Syntax, CallResolver.Unknown(IndirectKind.Dynamic)));
            return;
        }

        var methods = wait.Syntax is AwaitExpressionSyntax expression ? implied.Awaiter(expression) : implied.Awaiter(wait.Operation.Type, wait.Syntax);
        foreach (var method in methods)
        {
            Inserts(construct, method, receiver: null, wait.Syntax);
        }

        if (builder is not null && methods.FirstOrDefault() is { } getAwaiter)
        {
            Inserts(construct, builder.Suspends(getAwaiter.ReturnType), receiver: null, wait.Syntax);
        }

        if (methods.IsEmpty && wait.Operation.Type is not (null or { TypeKind: TypeKind.Error }))
        {
            IsUnknown(construct, wait.Syntax);
        }
    }

    private ImmutableArray<BoolArgument> BoolArgumentsOf(IInvocationOperation invocation)
    {
        var bools = ImmutableArray<BoolArgument>.Empty;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None } parameter)
            {
                bools = bools.Add(new BoolArgument(parameter.Ordinal, argument.Value.ConstantValue.Value as bool?, terms.ReadTest(argument.Value)));
            }
        }

        return bools;
    }
}
