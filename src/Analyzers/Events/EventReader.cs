using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace NoInstr.Analyzers.Events;

/// <summary>
/// Operations of a control-flow graph → events, in evaluation order: the one place that knows what C# calls. An operation expands into
/// steps, each an operand to evaluate or an event; the walk keeps its own stack, so that deep nesting cannot overflow.
/// A call that a token of the source names has no <see cref="Construct"/>; one that the compiler or the runtime inserts has.
/// The other parts of this class hold one family of constructs each.
/// </summary>
internal sealed partial class EventReader(
    CallResolver resolver, OmittedCalls omittedCalls, StaticInitialization initialization, ImpliedMembers implied, Interceptors interceptors, AsyncBuilder? builder, Captures captures, SlotReader slots, TermReader terms, TokenReader tokens)
{
    /// <summary>In a newer Roslyn: what the builder of a collection gets. The elements themselves are evaluated before.</summary>
    private const OperationKind ElementsPlaceholder = (OperationKind)0x81;

    private readonly Stack<Step> _pending = new();
    private readonly List<Step> _steps = [];

    /// <summary>Spans of calls that are never emitted; their arguments may stand in other blocks.</summary>
    public List<TextSpan> Omitted { get; } = [];

    /// <summary>Lambdas and local functions that outlive the block they stand in (delegates, iterators, async), and where: what they capture is allocated elsewhere.</summary>
    public List<(IMethodSymbol Function, SyntaxNode Syntax)> Functions { get; } = [];

    public bool SeesLambda { get; private set; }

    /// <summary>How many operations have been read: tests assert that it grows with the code.</summary>
    public int Operations { get; private set; }

    private readonly record struct Step(IOperation? Operand, Event? Event);

    public void Read(IOperation root, List<Event> events)
    {
        _pending.Push(new Step(root, null));
        while (_pending.Count > 0)
        {
            var step = _pending.Pop();
            if (step.Event is { } happened)
            {
                events.Add(happened);
                continue;
            }

            Operations++;
            _steps.Clear();
            Expand(step.Operand!);
            for (var i = _steps.Count - 1; i >= 0; i--)
            {
                _pending.Push(_steps[i]);
            }
        }
    }

    private void Evaluate(IOperation? operand)
    {
        if (operand is not null)
        {
            _steps.Add(new Step(operand, null));
        }
    }

    private void EvaluateChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            Evaluate(child);
        }
    }

    private void Happens(Event? happened)
    {
        if (happened is not null)
        {
            _steps.Add(new Step(null, happened));
        }
    }

    private void Expand(IOperation operation)
    {
        switch (operation)
        {
            case INameOfOperation or ITypeOfOperation or ISizeOfOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                break; // never evaluated, or a body of its own
            case IFlowAnonymousFunctionOperation:
                SeesLambda = true;
                break; // the conversion that it stands in allocates
            case IInvocationOperation invocation:
                ExpandInvocation(invocation);
                break;
            case IFunctionPointerInvocationOperation invocation:
                EvaluateChildren(invocation);
                Happens(new CallEvent(invocation.Syntax, slots.Resolve(invocation)) { Tokens = tokens.Of(invocation) });
                break;
            case IObjectCreationOperation creation:
                ExpandCreation(creation);
                break;
            case ITypeParameterObjectCreationOperation creation:
                EvaluateChildren(creation);
                Happens(new CallEvent(creation.Syntax, CallResolver.Unknown(IndirectKind.TypeParameter)));
                break;
            case IAnonymousObjectCreationOperation creation:
                EvaluateChildren(creation);
                Allocates(creation.Syntax, AllocationKind.AnonymousObject, creation.Type);
                break;
            case IDelegateCreationOperation creation:
                ExpandDelegateCreation(creation);
                break;
            case IArrayCreationOperation creation:
                ExpandArrayCreation(creation);
                break;
            case ICollectionExpressionOperation collection:
                ExpandCollection(collection);
                break;
            case ISpreadOperation spread:
                ExpandSpread(spread);
                break;
            case IArgumentOperation argument:
                ExpandArgument(argument);
                break;
            case IInterpolatedStringOperation text:
                ExpandInterpolation(text, isText: true);
                break;
            case IFieldReferenceOperation field:
                EvaluateChildren(field);
                Happens(initialization.OfField(field.Field, field.Syntax));
                break;
            case IPropertyReferenceOperation or IImplicitIndexerReferenceOperation:
                EvaluateOperands(operation);
                Gets(operation);
                break;
            case IArrayElementReferenceOperation element:
                EvaluateChildren(element);
                SlicesArray(element);
                break;
            case ISimpleAssignmentOperation assignment:
                EvaluatePlace(assignment.Target);
                Evaluate(assignment.Value);
                Sets(assignment.Target, assignment.Value);
                break;
            case ICompoundAssignmentOperation compound:
                ExpandCompound(compound);
                break;
            case IIncrementOrDecrementOperation increment:
                ExpandIncrement(increment);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                ExpandDeconstruction(deconstruction);
                break;
            case IEventAssignmentOperation assignment:
                ExpandEventAssignment(assignment);
                break;
            case IConversionOperation conversion:
                ExpandConversion(conversion);
                break;
            case IBinaryOperation binary when IsConcatenation(binary):
                ExpandConcatenation(binary);
                break;
            case IBinaryOperation binary:
                ExpandBinary(binary);
                break;
            case ITupleBinaryOperation comparison:
                EvaluateChildren(comparison);
                ComparesElements(comparison.LeftOperand.Type, comparison.RightOperand.Type, comparison);
                break;
            case IUnaryOperation unary:
                EvaluateChildren(unary);
                Operates(unary, unary.OperatorMethod, unary.Operand);
                break;
            case IAwaitOperation wait:
                ExpandAwait(wait);
                break;
            case IInvalidOperation { Syntax.Parent: LockStatementSyntax } gate when LockScope(gate) is var (enter, exit):
                EvaluateChildren(gate);
                Inserts(Construct.Of(gate.Syntax), enter, receiver: null, gate.Syntax);
                Inserts(Construct.Of(gate.Syntax), exit, receiver: null, gate.Syntax);
                break;
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation:
                EvaluateChildren(operation);
                if (operation is not IDynamicMemberReferenceOperation { Parent: IDynamicInvocationOperation })
                {
                    Happens(new CallEvent(operation.Syntax, CallResolver.Unknown(IndirectKind.Dynamic)));
                }

                break;
            case IFlowCaptureOperation capture:
                ExpandCapture(capture);
                break;
            case IFlowCaptureReferenceOperation reference:
                if (captures.Place(reference.Id) is { } place)
                {
                    Gets(place);
                }

                break;
            case IPatternOperation pattern:
                ExpandPattern(pattern);
                break;
            case ITupleOperation tuple:
                EvaluateChildren(tuple);
                StoresTokens(tuple.Elements);
                break;
            case IArrayInitializerOperation initializer:
                EvaluateChildren(initializer);
                StoresTokens(initializer.ElementValues);
                break;
            default:
                EvaluateChildren(operation);
                if (!IsKnown(operation))
                {
                    Happens(new UnknownEvent(operation.Syntax, NameOf(operation)));
                }
                else if (operation.Kind == OperationKind.None)
                {
                    Pins(operation);
                }

                break;
        }
    }

    private static string NameOf(IOperation operation) =>
        operation.Kind is not (OperationKind.None or OperationKind.Invalid) ? operation.Kind.ToString()
        : operation.Syntax is InvocationExpressionSyntax call ? call.Expression.ToString()
        : operation.Syntax.Kind().ToString();

    /// <summary>What evaluates its operands and runs nothing else. Everything that is not here is an unknown construct.</summary>
    private bool IsKnown(IOperation operation) => operation.Kind switch
    {
        OperationKind.Literal or OperationKind.DefaultValue or OperationKind.Utf8String => true,
        OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference or OperationKind.MethodReference => true,
        OperationKind.EventReference or OperationKind.InlineArrayAccess => true,
        OperationKind.ExpressionStatement or OperationKind.Parenthesized or OperationKind.DeclarationExpression or OperationKind.Discard => true,
        OperationKind.Conditional or OperationKind.Coalesce or OperationKind.ConditionalAccess or OperationKind.ConditionalAccessInstance => true,
        OperationKind.IsType or OperationKind.IsPattern or OperationKind.IsNull or OperationKind.CaughtException => true,
        OperationKind.Tuple or OperationKind.Range or OperationKind.AddressOf or OperationKind.ArrayInitializer => true,
        OperationKind.InterpolatedStringText or OperationKind.Interpolation => true,
        OperationKind.TranslatedQuery or OperationKind.YieldReturn or OperationKind.PropertySubpattern or OperationKind.OmittedArgument => true,
        ElementsPlaceholder => true,
        OperationKind.Invalid => implied.IsBroken(operation.Syntax), // then the compiler has reported it; else Roslyn's graph cannot show the construct
        OperationKind.None => IsKnownNone(operation.Syntax),
        _ => false,
    };

    /// <summary>What Roslyn has no operation for: pointers, stackalloc, fixed, typed references.</summary>
    private static bool IsKnownNone(SyntaxNode syntax) => syntax switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } => true,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.PointerMemberAccessExpression } => true,
        ElementAccessExpressionSyntax or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => true,
        MakeRefExpressionSyntax or RefTypeExpressionSyntax or RefValueExpressionSyntax => true,
        TypeSyntax { Parent: MemberAccessExpressionSyntax } => true, // the type that a static member is named by
        _ => IsPinned(syntax),
    };
}
