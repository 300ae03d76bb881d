using System.Collections.Immutable;
using NoInstr.CodeFixes;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.CodeFixes;

/// <summary>Refactorings of the snippets of <see cref="EntryCode"/>.</summary>
internal static class ScopeCode
{
    public static Task OfferedAsync(string key, string members, string edited, params ImmutableArray<string> mayAdd) =>
        new RefactoringTest<ScopeRefactoring>(key) { MayAdd = mayAdd }.RequireOfferedAsync(EntryCode.With(members), EntryCode.With(edited));

    public static Task NotOfferedAsync(string key, string members) =>
        new RefactoringTest<ScopeRefactoring>(key).RequireNotOfferedAsync(EntryCode.With(members));
}
