using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Rules;

/// <summary>Every rule, in the order of ids. A rule's page, sample, tests and release-tracking row are found by its id.</summary>
internal static partial class Catalogue
{
    public const string Category = "NoInstr";

    /// <summary>0 root, 1 callee, 2 on which path, 3 what the callee is, 4 the chain, 5 what to do.</summary>
    public static readonly DiagnosticDescriptor CallLeavesRegion = Warning(
        RuleIds.CallLeavesRegion,
        "Call leaves the noinstr region",
        "'{0}' is noinstr, but calls '{1}' outside of an instrumentation scope{2}. '{1}' is {3}{4}. {5}.",
        "A noinstr body may call only noinstr and always-inline code while no instrumentation scope is open.");

    public static readonly DiagnosticDescriptor IndirectCall = Warning(
        RuleIds.IndirectCall,
        "Indirect call may leave the noinstr region",
        "'{0}' is noinstr, but calls {1} outside of an instrumentation scope{2}. {3}{4}. {5}.",
        "The target of a delegate, function pointer, dynamic operation, virtual or interface member is known only at run time, so it counts as instrumentable unless its type, slot or member is declared noinstr.");

    /// <summary>0 root, 1 "'foreach' calls 'List&lt;T&gt;.GetEnumerator'", 2 on which path, 3 why, 4 the chain, 5 what to do.</summary>
    public static readonly DiagnosticDescriptor InsertedCall = Warning(
        RuleIds.InsertedCall,
        "Compiler-inserted call leaves the noinstr region",
        "'{0}' is noinstr, but {1} outside of an instrumentation scope{2}. {3}{4}. {5}.",
        "Many constructs of the language are calls that the compiler inserts, and a type is initialised when it is first used. While no instrumentation scope is open, each may call only noinstr and always-inline code.");

    /// <summary>0 root, 1 what, 2 on which path, 3 the chain, 4 what to do.</summary>
    public static readonly DiagnosticDescriptor Allocation = Warning(
        RuleIds.Allocation,
        "Allocation in the noinstr region",
        "'{0}' is noinstr, but allocates {1} outside of an instrumentation scope{2}. An allocation runs the garbage collector's code, which may be traced{3}. {4}.",
        "The runtime's allocator is instrumentable code: it counts, samples, collects and may block.");

    /// <summary>0 root, 1 on which path, 2 the chain.</summary>
    public static readonly DiagnosticDescriptor Throw = Warning(
        RuleIds.Throw,
        "'throw' in the noinstr region",
        "'{0}' is noinstr, but throws{2} outside of an instrumentation scope{1}. An exception allocates, and filters and handlers of any caller run before the stack unwinds. Wrap the statement in InstrumentationScope.Begin() and End(), or report the failure by a return value.",
        "Raising an exception allocates, captures a stack trace and runs the handlers of instrumentable callers.");

    public static readonly DiagnosticDescriptor ReturnWithScopeOpen = Warning(
        RuleIds.ReturnWithScopeOpen,
        "Return with instrumentation enabled",
        "'{0}' returns with instrumentation enabled{1}: a scope that was opened on the way here is still open. Call InstrumentationScope.End() before the return, or open the scope with 'using'.",
        "Every scope that a noinstr body opens must be closed on every path that returns.");

    public static readonly DiagnosticDescriptor EndWithoutBegin = Warning(
        RuleIds.EndWithoutBegin,
        "End without a matching Begin",
        "'{0}' ends an instrumentation scope here{1}, but none is open{2}. Remove this end, or add the InstrumentationScope.Begin() that it belongs to.",
        "Ending a scope that is not open would make a later Begin open nothing.");

    public static readonly DiagnosticDescriptor DepthDiffers = Warning(
        RuleIds.DepthDiffers,
        "Scope depth differs between the paths that meet here",
        "The paths that meet here in '{0}' {3} different numbers of open instrumentation scopes: {1} and {2}. Begin and end the scope on the same paths, or both under the same condition.",
        "Where paths meet, the number of open scopes must be the same, unless a condition that is asked again keeps them apart.");

    public static readonly DiagnosticDescriptor NestedScope = Info(
        RuleIds.NestedScope,
        "Scope opened while one is already open",
        "'{0}' opens an instrumentation scope{1} while one is already open{2}. The inner scope changes nothing: remove the pair, or end the outer scope first.",
        "Scopes nest, but an inner one has no effect.");

    public static readonly DiagnosticDescriptor IdleScope = Info(
        RuleIds.IdleScope,
        "Scope does nothing",
        "The instrumentation scope that '{0}' opens here does nothing: {1}. {2}.",
        "A scope allows instrumentable code in a noinstr body. Where there is none, or where the body is instrumentable anyway, it says something that is not so.");

    public static readonly DiagnosticDescriptor ScopeLeftByException = Info(
        RuleIds.ScopeLeftByException,
        "An exception can leave the scope open",
        "An exception inside the instrumentation scope that '{0}' opens here leaves the scope open. Open it with 'using', or end it in a 'finally'.",
        "Whoever handles the exception goes on with instrumentation enabled.");

    /// <summary>0 the implementation, 1 overrides or implements, 2 the member that promises, 3 what is not kept, 4 what to do.</summary>
    public static readonly DiagnosticDescriptor BrokenInheritance = Warning(
        RuleIds.BrokenInheritance,
        "Override or implementation must keep the member's contract",
        "'{0}' {1} '{2}', {3}. Who calls '{2}' relies on that: {4}.",
        "A call through a base or an interface is judged by the contract of the member that it names, so every override and implementation must keep it. Contracts are not inherited.");

    /// <summary>0 what enters which slot, 1 which is what, and why it may not, 2 what to do.</summary>
    public static readonly DiagnosticDescriptor SlotTarget = Warning(
        RuleIds.SlotTarget,
        "What enters a noinstr slot must be noinstr",
        "{0}, {1}. {2}.",
        "A call through a noinstr delegate type or slot stays in the region, so only noinstr targets, and what other noinstr slots hold, may enter it.");

    public static readonly DiagnosticDescriptor SuspendedBody = Warning(
        RuleIds.SuspendedBody,
        "An async method or iterator cannot be noinstr",
        "'{0}' is noinstr, but is {1}: its body runs in a state machine, which is allocated and resumed by instrumentable code. Make it a plain method, or remove [NoInstr].",
        "The body of an async method or iterator runs where its state machine is resumed, not where it is called.");

    public static readonly DiagnosticDescriptor ContradictingAnnotations = Warning(
        RuleIds.ContradictingAnnotations,
        "Annotations contradict each other",
        "{0}. {1}.",
        "Contracts that contradict each other, or that mean nothing where they stand, cannot be verified.");

    public static readonly DiagnosticDescriptor NotNoInlining = Info(
        RuleIds.NotNoInlining,
        "'[NoInstr]' method is not 'MethodImplOptions.NoInlining'",
        "'{0}' is noinstr, but the JIT may inline it into instrumentable code. Add [MethodImpl(MethodImplOptions.NoInlining)].",
        "A noinstr body that is inlined into an instrumentable one is instrumented with it.");

    public static readonly DiagnosticDescriptor NotAggressiveInlining = Info(
        RuleIds.NotAggressiveInlining,
        "'[AlwaysInline]' method is not 'MethodImplOptions.AggressiveInlining'",
        "'{0}' is [AlwaysInline], but the JIT may leave it a method of its own, which can be instrumented. Add [MethodImpl(MethodImplOptions.AggressiveInlining)].",
        "An always-inline body has no region contract of its own: only inlined is it what its caller was verified with.");

    /// <summary>0 what cannot be, 1 what to do.</summary>
    public static readonly DiagnosticDescriptor CannotInline = Warning(
        RuleIds.CannotInline,
        "'[AlwaysInline]' method cannot be inlined",
        "{0}. {1}.",
        "The body of an always-inline method counts as a part of each caller. One that is virtual, abstract, extern, recursive, async, an iterator or the target of a delegate is called.");

    /// <summary>0 the helper, 1 what it does, 2 what to do.</summary>
    public static readonly DiagnosticDescriptor VisibleHelper = Warning(
        RuleIds.VisibleHelper,
        "Visible '[AlwaysInline]' method calls instrumentable code",
        "'{0}' is [AlwaysInline] and visible to other assemblies, but {1} outside of an instrumentation scope. Its callers there cannot be verified, because they do not see its body. Open a scope around it, or make '{0}' [NoInstr] or internal.",
        "Another assembly sees the declaration of an always-inline method, not its body, and takes it for clean. So it has to be.");

    /// <summary>0 what is trusted, 1 what to do.</summary>
    public static readonly DiagnosticDescriptor UnjustifiedTrust = Warning(
        RuleIds.UnjustifiedTrust,
        "'Unchecked' without a justification, or an extern noinstr method that is not 'Unchecked'",
        "{0}. {1}.",
        "A body that is not verified is trusted, and a reader must find out why.");

    public static readonly DiagnosticDescriptor UnnecessaryTrust = Info(
        RuleIds.UnnecessaryTrust,
        "'Unchecked' is unnecessary",
        "The body of '{0}' verifies, so 'Unchecked' is unnecessary. Remove it, so that the body stays verified.",
        "An exception that is not needed hides what a later edit breaks.");

    public static readonly DiagnosticDescriptor SafeListLine = Warning(
        RuleIds.SafeListLine,
        "A line of NoInstr.Safe.txt cannot be understood, or names nothing",
        "{0}. {1}.",
        "A line of a trusted list that cannot be understood, or that names nothing, neither grants nor withdraws trust.");

    public static readonly DiagnosticDescriptor UnknownOption = Warning(
        RuleIds.UnknownOption,
        "Unknown key or value of a 'noinstr.*' option",
        "{0}. {1}.",
        "An option whose key or value is unknown, or that stands where it is not read, has no effect.");

    /// <summary>0 root, 1 the construct, 2 on which path, 3 the chain.</summary>
    public static readonly DiagnosticDescriptor UnknownConstruct = Warning(
        RuleIds.UnknownConstruct,
        "The engine does not know this construct",
        "'{0}' is noinstr, but uses a construct outside of an instrumentation scope{2} whose calls cannot be determined ('{1}'), so it is assumed to call instrumentable code{3}. Wrap the statement in InstrumentationScope.Begin() and End(), or write the calls out.",
        "What the engine cannot see is reported, never assumed to be harmless.");

    /// <summary>0 the member, 1 the attribute, 2 what is missing.</summary>
    public static readonly DiagnosticDescriptor UnreadableContract = Warning(
        RuleIds.UnreadableContract,
        "A contract here cannot be read",
        "The contract [{1}] of '{0}' cannot be read, because {2} is not referenced. Reference it, so that what the contract demands and does is known here.",
        "What an attribute says is known only with its definition. Without it, the contract counts as unknown.");

    public static ImmutableArray<DiagnosticDescriptor> All => InOrder.Value;

    /// <summary>On demand, because the files of this class are initialised in no certain order.</summary>
    private static class InOrder
    {
        public static readonly ImmutableArray<DiagnosticDescriptor> Value =
        [
            CallLeavesRegion,
            IndirectCall,
            InsertedCall,
            Allocation,
            Throw,
            ReturnWithScopeOpen,
            EndWithoutBegin,
            DepthDiffers,
            NestedScope,
            IdleScope,
            ScopeLeftByException,
            BrokenInheritance,
            SlotTarget,
            SuspendedBody,
            ContradictingAnnotations,
            NotNoInlining,
            NotAggressiveInlining,
            CannotInline,
            VisibleHelper,
            UnjustifiedTrust,
            UnnecessaryTrust,
            StateNotEstablished,
            StateAlreadyEstablished,
            StateNotStanding,
            StateOrder,
            ContractNotKept,
            StateForbidden,
            TokenNotConsumed,
            ChangedUnderScope,
            UndeclaredRequirement,
            SafeListLine,
            UnknownOption,
            UnknownConstruct,
            UnreadableContract,
        ];
    }

    private static DiagnosticDescriptor Warning(string id, string title, string message, string description) =>
        Create(id, title, message, description, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message, string description) =>
        Create(id, title, message, description, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, string description, DiagnosticSeverity severity) => new(
        id, title, message, Category, severity, isEnabledByDefault: true, description, $"https://github.com/noinstr/noinstr/blob/main/docs/rules/{id}.md");
}
