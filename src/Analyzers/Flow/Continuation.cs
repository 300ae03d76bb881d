using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NoInstr.Analyzers.Flow;

/// <summary>
/// Why a finally block runs, and so where control goes at its end: on along the branch that left the try, or, with no branch, further out
/// with the exception. A finally block is interpreted once for each reason, because joining them would mix the ways out again.
/// </summary>
internal sealed record Continuation(ControlFlowBranch? Branch, int Finally, ControlFlowRegion Region, Continuation? Outer);
