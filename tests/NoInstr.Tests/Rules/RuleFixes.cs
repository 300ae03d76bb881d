using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NoInstr.Tests.Rules;

/// <summary>The ids that the shipped providers fix.</summary>
internal static class RuleFixes
{
    public static ImmutableHashSet<string> FixableIds { get; } =
    [
        .. Assembly.Load("NoInstr.CodeFixes").GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds),
    ];
}
