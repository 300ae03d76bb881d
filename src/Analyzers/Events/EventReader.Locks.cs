using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NoInstr.Analyzers.Events;

/// <summary>A <c>lock</c> that the graph does not show as what it is.</summary>
internal sealed partial class EventReader
{
    /// <summary>
    /// Where nullable annotations are on, the graph of Roslyn 4.14 does not find the scope of a <c>System.Threading.Lock</c>: it shows something
    /// invalid that holds the lock, and the body after it.
    /// </summary>
    private static (IMethodSymbol Enter, IMethodSymbol Exit)? LockScope(IInvalidOperation gate) =>
        gate.ChildOperations.FirstOrDefault()?.Type is { } type
        && ImpliedMembers.Member(type, "EnterScope") is { } enter
        && ImpliedMembers.Member(enter.ReturnType, WellKnownMemberNames.DisposeMethodName) is { } exit
            ? (enter, exit)
            : null;
}
