using System.Composition.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using NoInstr.CodeFixes;

namespace NoInstr.Tests.CodeFixes;

/// <summary>An editor finds fixes and refactorings by what their assembly exports, and asks only for those of its language.</summary>
public class ExportTests
{
    [Fact]
    public void Providers_AreExported()
    {
        using var host = new ContainerConfiguration().WithAssembly(typeof(ScopeRefactoring).Assembly).CreateContainer();

        Assert.Equal(Concrete<CodeFixProvider>(), host.GetExports<CodeFixProvider>().Select(provider => provider.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(Concrete<CodeRefactoringProvider>(), host.GetExports<CodeRefactoringProvider>().Select(provider => provider.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Refactorings_AreForCSharp() => Assert.All(
        typeof(ScopeRefactoring).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeRefactoringProvider))),
        type => Assert.Equal([LanguageNames.CSharp], Assert.IsType<ExportCodeRefactoringProviderAttribute>(Assert.Single(type.GetCustomAttributes(typeof(ExportCodeRefactoringProviderAttribute), inherit: false))).Languages));

    private static IEnumerable<string> Concrete<TProvider>() => typeof(ScopeRefactoring).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(TProvider)))
        .Select(type => type.Name)
        .Order(StringComparer.Ordinal);
}
