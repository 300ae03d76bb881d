using Microsoft.CodeAnalysis;

namespace NoInstr.Analyzers.Rules;

/// <summary>The rules of entry states.</summary>
internal static partial class Catalogue
{
    /// <summary>0 the body, 1 what happens, 2 on which path, 3 the states, 4 why they are not established, 5 the chain, 6 what to do.</summary>
    public static readonly DiagnosticDescriptor StateNotEstablished = Warning(
        RuleIds.StateNotEstablished,
        "Required state is not established on every path",
        "'{0}' {1}, which requires {3}, but{2} {4}{5}. {6}.",
        "What a callee requires has to be established before it is called, on every path.");

    /// <summary>0 the body, 1 the call, 2 on which path, 3 the states, 4 why they stand, 5 the chain.</summary>
    public static readonly DiagnosticDescriptor StateAlreadyEstablished = Warning(
        RuleIds.StateAlreadyEstablished,
        "State is already established",
        "'{0}' {1}, which establishes {3}, but{2} {4} already{5}. Remove the call, or tear the state down before it.",
        "A state that does not nest is established once.");

    /// <summary>0 the body, 1 the call, 2 on which path, 3 the states, 4 why, 5 the chain.</summary>
    public static readonly DiagnosticDescriptor StateNotStanding = Warning(
        RuleIds.StateNotStanding,
        "State is torn down but not established",
        "'{0}' {1}, which tears {3} down, but{2} {4}{5}. Remove the call, or establish the state before it.",
        "Only what stands can be torn down or put back.");

    /// <summary>0 the subject, 1 what is wrong, 2 what to do.</summary>
    public static readonly DiagnosticDescriptor StateOrder = Warning(
        RuleIds.StateOrder,
        "Wrong order of entry states",
        "{0} {1}. {2}.",
        "States are established in the order in which their enum declares them, or the contract lists them, and torn down in the reverse one.");

    /// <summary>0 the body, 1 on which path, 2 what is left how, 3 what is declared, 4 what to do.</summary>
    public static readonly DiagnosticDescriptor ContractNotKept = Warning(
        RuleIds.ContractNotKept,
        "Body does not do what its contract declares",
        "'{0}' returns{1} with {2}, but {3}. {4}.",
        "Callers rely on what a contract declares, so the body has to do it on every path that returns.");

    /// <summary>0 the body, 1 what happens, 2 on which path, 3 the states, 4 why they stand, 5 the chain, 6 what to do.</summary>
    public static readonly DiagnosticDescriptor StateForbidden = Warning(
        RuleIds.StateForbidden,
        "Call is forbidden in this state",
        "'{0}' {1}, which is forbidden while {3} is established, but{2} {4}{5}. {6}.",
        "What a callee forbids must not be established when it is called.");

    /// <summary>0 the body, 1 what is wrong, 2 on which path, 3 what to do.</summary>
    public static readonly DiagnosticDescriptor TokenNotConsumed = Warning(
        RuleIds.TokenNotConsumed,
        "Entry token is not consumed exactly once",
        "In '{0}', {1}{2}. {3}.",
        "The token that an enter returns belongs to its exit: every one is consumed exactly once on every path that returns.");

    /// <summary>0 the body, 1 the call, 2 on which path, 3 what it does, 4 the chain.</summary>
    public static readonly DiagnosticDescriptor ChangedUnderScope = Warning(
        RuleIds.ChangedUnderScope,
        "State that instrumentation depends on changes while a scope is open",
        "'{0}' {1} while an instrumentation scope is open{2}, but the call {3}{4}. Close the scope before it.",
        "Instrumentable code may run as long as a scope is open, and relies on the state.");

    /// <summary>0 the member, 1 what is required, 2 who requires it, 3 the attribute.</summary>
    public static readonly DiagnosticDescriptor UndeclaredRequirement = Info(
        RuleIds.UndeclaredRequirement,
        "Visible method's entry-state requirement is inferred",
        "'{0}' is visible to other assemblies and {1}, because of {2}, but does not declare it, so that callers there cannot be verified. Add [{3}].",
        "Another assembly sees what is declared, not what a body does.");
}
