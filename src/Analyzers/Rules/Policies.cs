using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Rules;

/// <summary>
/// What is assumed where the engine cannot see. The rule is: unknown means report. Each default has a name and a reason, and stands here.
/// </summary>
internal static class Policies
{
    /// <summary>
    /// A callee without an annotation is instrumentable, even when its body would be clean: the contract is what is declared, so that an
    /// edit of the callee cannot break a caller that nobody looks at.
    /// </summary>
    public const string Undeclared = "neither [NoInstr] nor [AlwaysInline]";

    /// <summary>Says no by itself: no advice to annotate it can be right without a decision.</summary>
    public const string Instrumentable = "[Instrumentable]";

    /// <summary>[AlwaysInline] on a member without a body of its own to expand (extern, abstract, async, iterator), or with a lock around it: it stays a call.</summary>
    public const string NotInlinable = "[AlwaysInline], but cannot be inlined, because it is extern, abstract, synchronized, async or an iterator";

    /// <summary>Another assembly shows it to its friends, and verifies only what everybody sees (308): its body is unknown here.</summary>
    public const string NotVisible = "[AlwaysInline], but internal to another assembly, so its body is verified neither here nor there";

    /// <summary>objtool: insn_call_dest() is NULL, so it is judged as instrumented. Here too, with what would make the target known.</summary>
    private static readonly ImmutableDictionary<IndirectKind, (string What, string Why, string Advice)> Indirect = new Dictionary<IndirectKind, (string, string, string)>
    {
        [IndirectKind.Delegate] = ("a delegate", "Its target is known only at run time", "Mark the delegate type, or the field, parameter, property or return value that it is read from, [NoInstr], or wrap the call in InstrumentationScope.Begin() and End()"),
        [IndirectKind.FunctionPointer] = ("a function pointer", "Its target is known only at run time", "Mark the field, parameter, property or return value that it is read from [NoInstr], or wrap the call in InstrumentationScope.Begin() and End()"),
        [IndirectKind.Dynamic] = ("a dynamic operation", "The run-time binder resolves it", "Use static types, or wrap the operation in InstrumentationScope.Begin() and End()"),
        [IndirectKind.Virtual] = ("the virtual member '{0}'", "Any override may be instrumentable", "Declare '{0}' [NoInstr], or wrap the call in InstrumentationScope.Begin() and End()"),
        [IndirectKind.Interface] = ("the interface member '{0}'", "Any implementation may be instrumentable", "Declare '{0}' [NoInstr], or wrap the call in InstrumentationScope.Begin() and End()"),
        [IndirectKind.TypeParameter] = ("'{0}' through a type parameter", "Any type argument may bring an instrumentable one", "Declare the member of the constraint [NoInstr], or wrap the call in InstrumentationScope.Begin() and End()"),
        [IndirectKind.ThreadStatic] = ("the runtime for the storage of the calling thread", "It is allocated at the first use on each thread", "Use the field inside InstrumentationScope.Begin() and End() first, or keep the value in per-CPU data of your own"),
    }.ToImmutableDictionary();

    /// <summary>A static field access is where the runtime may initialise a type; which access comes first is not for a static checker to know.</summary>
    public const string InitializationAdvice = "Wrap the access in InstrumentationScope.Begin() and End(), or initialize with constants, or mark what the initialization calls [NoInstr]";

    /// <summary>No scope can be opened around the lock of a whole body.</summary>
    public const string LockAdvice = "Take the lock in the body, with a lock statement in an instrumentation scope, or do without";

    public static (string What, string Why, string Advice) OfIndirect(CallTarget target)
    {
        var (what, why, advice) = Indirect[target.Indirect];
        return target.Method is not { } method ? (what.Replace("'{0}'", "a constructor"), why, advice)
            : (what.Replace("{0}", Names.Of(method)), why, CanBeMarked(target) ? advice.Replace("{0}", Names.Of(method)) : WrapCall);
    }

    /// <summary>A call that nothing in the source names: what it calls, what that is, what to do.</summary>
    public static (string Callee, string Why, string Advice) OfInserted(CallTarget target)
    {
        if (target.Kind == TargetKind.Indirect)
        {
            var (what, why, advice) = OfIndirect(target);
            return (what, why, advice.Replace("rap the call", "rap the statement"));
        }

        var callee = Names.Of(target.Method!);
        return ($"'{callee}'", $"'{callee}' is {WhyItLeaves(target)}", Advice(target, callee).Replace("Wrap the call", "Wrap the statement"));
    }

    public static string AllocationAdvice(AllocationKind kind) => kind switch
    {
        AllocationKind.Box => "Pass the value as its own type, or wrap the statement in InstrumentationScope.Begin() and End()",
        AllocationKind.Text => "Wrap the statement in InstrumentationScope.Begin() and End(), or write the parts into a buffer that exists already",
        AllocationKind.Closure => "The closure comes to be where the variable's block is entered: open an instrumentation scope before that block, or pass the value as an argument instead",
        _ => "Allocate it beforehand, or wrap the statement in InstrumentationScope.Begin() and End()",
    };

    private const string WrapCall = "Wrap the call in InstrumentationScope.Begin() and End()";

    /// <summary>A slot can always be marked; a member only where it is written.</summary>
    private static bool CanBeMarked(CallTarget target) => target.Method is not { } method || IsWritten(method);

    /// <summary>Only what its reader can do: a member of another assembly cannot be marked from here, and a declared no is not to be overruled.</summary>
    public static string Advice(CallTarget target, string callee) =>
        target.Declared == Region.Undeclared && target.Method is { } method && IsWritten(method)
            ? $"Wrap the call in InstrumentationScope.Begin() and End(), or mark '{callee}' [NoInstr]"
            : WrapCall;

    /// <summary>In source, and not synthesised: there is a place for an attribute.</summary>
    private static bool IsWritten(IMethodSymbol method) =>
        !method.Locations.IsEmpty && method.Locations[0].IsInSource && !method.ContainingType.IsAnonymousType
        && (!method.IsImplicitlyDeclared || method.AssociatedSymbol is { IsImplicitlyDeclared: false });

    public static string WhyItLeaves(CallTarget target) => target.Declared switch
    {
        Region.Instrumentable => Instrumentable,
        Region.AlwaysInline => target.Method is { } method && CallResolver.CanBeExpanded(method) ? NotVisible : NotInlinable,
        _ => Undeclared,
    };
}
