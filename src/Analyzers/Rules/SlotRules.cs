using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// 302: what enters a noinstr delegate type or slot, wherever it does: a call through it stays in the region by this promise. A lambda that
/// enters one, and says nothing itself, is noinstr by that, and verified as a root.
/// </summary>
internal sealed class SlotRules(Verifier verifier)
{
    private readonly SlotEntries _entries = new(verifier.SlotsOf, SlotKind.NoInstr);
    private readonly StateSlotRules _states = new(verifier);

    private const string MarkTarget = "Mark it [NoInstr], or store a target that is";

    public void Check(IOperation operation, ISymbol containing, Action<Diagnostic> report, CancellationToken cancellation)
    {
        CheckSignature(operation, report);
        SlotReader? slots = null;
        foreach (var entry in _entries.Of(operation, containing))
        {
            if (entry.Value is { } value)
            {
                slots ??= verifier.SlotsOf(operation);
                CheckValue(value, entry.Slot.Text, slots, report, cancellation);
            }
            else
            {
                var (who, advice) = entry.IsTable ? ("the table", "Mark what receives it [NoInstr], or pass a ReadOnlySpan") : ("the reference", "Pass the value, or mark what receives the reference [NoInstr]");
                report(Diagnostic.Create(
                    Catalogue.SlotTarget,
                    entry.Syntax.GetLocation(),
                    entry.IsTable ? $"A table leaves {entry.Slot.Text}" : $"A reference leads to {entry.Slot.Text}",
                    $"which is noinstr, but whoever gets {who} can store any target",
                    advice));
            }
        }

        _states.Check(operation, containing, report);
    }

    /// <summary>A delegate or function pointer hands on what its parameters and its return value say, and no more.</summary>
    private static void CheckSignature(IOperation operation, Action<Diagnostic> report)
    {
        var (called, named) = operation switch
        {
            IDelegateCreationOperation { Type: INamedTypeSymbol type, Target: var target } => (type.DelegateInvokeMethod, target),
            IAddressOfOperation { Type: IFunctionPointerTypeSymbol type, Reference: var target } => (type.Signature, target),
            _ => default,
        };
        var runs = named switch
        {
            IMethodReferenceOperation { Method: var method } => method,
            IAnonymousFunctionOperation { Symbol: var lambda } => lambda,
            _ => null,
        };
        if (called is null || runs is null)
        {
            return;
        }

        var callers = operation.Type!.TypeKind == TypeKind.Delegate ? $"'{operation.Type.Name}'" : "the function pointer type";
        if (SlotSignatures.Mismatch(called, callers, runs, $"'{Names.Of(runs)}'") is { Why: var why, Advice: var advice })
        {
            report(Diagnostic.Create(Catalogue.SlotTarget, CalleeToken.Of(named!.Syntax).GetLocation(), $"'{Names.Of(runs)}' is converted to {callers}", why, char.ToUpperInvariant(advice[0]) + advice.Substring(1)));
        }
    }

    /// <summary>Whether a lambda enters a slot where it stands.</summary>
    public static bool Enters(IAnonymousFunctionOperation lambda, ISymbol containing, Verifier verifier)
    {
        var entries = new SlotEntries(verifier.SlotsOf, SlotKind.NoInstr);
        for (var around = lambda.Parent; around is not (null or IBlockOperation or IAnonymousFunctionOperation); around = around.Parent)
        {
            if (entries.Of(around, containing).Any(entry => entry.Value is { } value && LeavesOf(value).Any(leaf => ReferenceEquals(TargetOf(leaf), lambda))))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckValue(IOperation value, string slot, SlotReader slots, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var leaf in LeavesOf(value))
        {
            if (leaf is IDelegateCreationOperation or IConversionOperation && Slot.IsNoInstrDelegate(leaf.Type))
            {
                continue; // checked where it is converted
            }

            var target = TargetOf(leaf);
            switch (target)
            {
                case IAnonymousFunctionOperation { Symbol: var lambda } function:
                    CheckLambda(lambda, function.Syntax, slot, report, cancellation);
                    break;
                case IMethodReferenceOperation { Method: var method } reference when !slots.IsNoInstrTarget(reference):
                    var isVirtual = verifier.Contracts.Of(method).Region != Region.NoInstr && (method.IsVirtual || method.IsAbstract || (method.IsOverride && !method.IsSealed));
                    Report(CalleeToken.Of(reference.Syntax), $"'{Names.Of(method)}'", slot, isVirtual ? "any override of it may be instrumentable" : $"is {WhyNot(method)}", MarkTarget, report, method.OriginalDefinition);
                    break;
                case IMethodReferenceOperation:
                    break;
                default:
                    if (!slots.StaysInRegion(target))
                    {
                        Report(target.Syntax, "A value", slot, "it does not come from a noinstr slot, so it may hold an instrumentable target", "Read it from a [NoInstr] slot, or name the target here", report);
                    }

                    break;
            }
        }
    }

    private void CheckLambda(IMethodSymbol lambda, SyntaxNode syntax, string slot, Action<Diagnostic> report, CancellationToken cancellation)
    {
        switch (verifier.Contracts.Of(lambda).Region)
        {
            case Region.Instrumentable or Region.AlwaysInline:
                Report(CalleeToken.Of(syntax), "A lambda", slot, $"is [{verifier.Contracts.Of(lambda).Region}]", "Mark it [NoInstr] instead, or store another target", report);
                break;
            case Region.Undeclared when lambda.IsAsync:
                Report(CalleeToken.Of(syntax), "A lambda", slot, "is async, and so cannot be noinstr", "Store a lambda that is not async", report);
                break;
            case Region.Undeclared:
                verifier.VerifyRoot(lambda, report, cancellation);
                break;
        }
    }

    private string WhyNot(IMethodSymbol method) => verifier.Contracts.Of(method).Region switch
    {
        Region.Instrumentable => Policies.Instrumentable,
        Region.AlwaysInline => "[AlwaysInline], which is no body of its own",
        _ => "not [NoInstr]",
    };

    /// <summary>The targets that a value may be: an array or collection is checked element by element, a choice in each of its branches.</summary>
    internal static IEnumerable<IOperation> LeavesOf(IOperation value)
    {
        switch (value)
        {
            case IParenthesizedOperation inner:
                return LeavesOf(inner.Operand);
            case IConversionOperation { OperatorMethod: null } conversion when !Slot.IsNoInstrDelegate(conversion.Type):
                return LeavesOf(conversion.Operand);
            case IConversionOperation { OperatorMethod.ContainingType: { } type } conversion when Slot.IsSpan(type):
                return LeavesOf(conversion.Operand);
            case IArrayCreationOperation array:
                return array.Initializer is { } initializer ? LeavesOf(initializer) : [];
            case IArrayInitializerOperation elements:
                return elements.ElementValues.SelectMany(LeavesOf);
            case ICollectionExpressionOperation collection:
                return collection.Elements.Select(static element => element is ISpreadOperation spread ? spread.Operand : element).SelectMany(LeavesOf);
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return LeavesOf(choice.WhenTrue).Concat(LeavesOf(whenFalse));
            case ICoalesceOperation choice:
                return LeavesOf(choice.Value).Concat(LeavesOf(choice.WhenNull));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(static arm => LeavesOf(arm.Value));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.TypeKind: TypeKind.Delegate } combined:
                return LeavesOf(combined.LeftOperand).Concat(LeavesOf(combined.RightOperand));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, Type.TypeKind: TypeKind.Delegate } reduced:
                return LeavesOf(reduced.LeftOperand);
            case ISimpleAssignmentOperation assignment:
                return LeavesOf(assignment.Value);
            case IConditionalAccessOperation access:
                return LeavesOf(access.WhenNotNull);
            default:
                return [value];
        }
    }

    internal static IOperation TargetOf(IOperation value) => value switch
    {
        IDelegateCreationOperation creation => creation.Target is IParenthesizedOperation inner ? inner.Operand : creation.Target,
        IAddressOfOperation { Reference: IMethodReferenceOperation method } => method,
        _ => value,
    };

    private static void Report(SyntaxNodeOrToken at, string what, string slot, string why, string advice, Action<Diagnostic> report, IMethodSymbol? target = null)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (target?.GetDocumentationCommentId() is { } id)
        {
            properties = properties.Add(PropertyKeys.Callee, id);
        }

        report(Diagnostic.Create(Catalogue.SlotTarget, at.GetLocation(), properties, $"{what} enters {slot}", $"which is noinstr, but {why}", advice));
    }
}
