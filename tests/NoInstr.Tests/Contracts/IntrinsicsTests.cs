using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;
using NoInstr.Tests.Robustness;

namespace NoInstr.Tests.Contracts;

/// <summary>The embedded list says what is true of the framework that runs the tests.</summary>
public class IntrinsicsTests
{
    private static readonly TrustList s_list = TrustedCallees.ReadIntrinsics();
    private static readonly DeclaredIds s_declared = new(AnalyzerHost.CompileValid(""));

    [Fact]
    public void EveryLine_IsUnderstood() => Assert.All(s_list.Lines, line => Assert.Equal(LineFault.None, line.Fault));

    [Fact]
    public void EveryLine_HasAReason() => Assert.All(s_list.Lines, line => Assert.NotEqual("", line.Reason));

    [Fact]
    public void NoLine_IsThereTwice() => Assert.Equal(s_list.Lines.Select(line => line.Id).Distinct(), s_list.Lines.Select(line => line.Id));

    [Fact]
    public void EveryLine_NamesSomething() => Assert.DoesNotContain(s_list.Lines, line => s_declared.Find(line.Id) is null);

    [Fact]
    public void EveryWithdrawal_IsAnException()
    {
        var grants = new TrustedCallees([TrustList.Parse(string.Join('\n', s_list.Lines.Where(line => !line.Withdraws).Select(line => line.Id)))], trustsIntrinsics: false);

        Assert.All(s_list.Lines.Where(line => line.Withdraws), line => Assert.Equal(Trust.Listed, grants.Of((IMethodSymbol)s_declared.Find(line.Id)!)));
    }

    /// <summary>It is on no list, so nothing takes it off: every constructor ends in it.</summary>
    [Fact]
    public void ConstructorOfObject_IsTrustedWhateverIsSet()
    {
        var constructor = (IMethodSymbol)s_declared.Find("M:System.Object.#ctor")!;

        Assert.Equal(Trust.Intrinsic, new TrustedCallees([], trustsIntrinsics: false).Of(constructor));
        Assert.Equal(Trust.Intrinsic, new TrustedCallees([TrustList.Parse("!M:System.Object.#ctor\n!N:System")], trustsIntrinsics: true).Of(constructor));
        Assert.DoesNotContain(s_list.Lines, line => line.Id == "M:System.Object.#ctor");
    }

    /// <summary>What the list trusts is an intrinsic of the runtime, or calls nothing but such and the helpers that throw.</summary>
    [Fact]
    public void NothingTrusted_CallsOn()
    {
        var reader = new FrameworkCalls();
        var calls = TrustedMethods().Select(method => (Id: method.GetDocumentationCommentId(), Call: reader.FirstCallOf(method))).ToList();
        var left = string.Join('\n', calls.Where(found => found.Call is not null).Select(found => $"{found.Id} → {found.Call}"));

        Assert.True(calls.Count > 5_000, $"Only {calls.Count} methods of the framework are trusted.");
        Assert.True(left.Length == 0, $"These leave a call:\n{left}");
    }

    [Theory]
    [InlineData("M:System.Threading.Interlocked.MemoryBarrierProcessWide")]
    [InlineData("M:System.Runtime.Intrinsics.X86.X86Base.CpuId(System.Int32,System.Int32)")]
    [InlineData("M:System.Runtime.Intrinsics.Vector128.Exp(System.Runtime.Intrinsics.Vector128{System.Double})")]
    [InlineData("M:System.Runtime.Intrinsics.Vector128`1.ToString")]
    [InlineData("M:System.Numerics.Vector`1.ToString")]
    [InlineData("M:System.String.Concat(System.String,System.String)")]
    [InlineData("M:System.Array.Empty``1")]
    public void WhatCallsOn_IsSeenToDoSo(string id) => Assert.NotNull(new FrameworkCalls().FirstCallOf((IMethodSymbol)s_declared.Find(id)!));

    private static IEnumerable<IMethodSymbol> TrustedMethods()
    {
        foreach (var line in s_list.Lines.Where(line => !line.Withdraws))
        {
            foreach (var method in MethodsOf(s_declared.Find(line.Id)!))
            {
                if (IsCallable(method) && TrustedCallees.IntrinsicsOnly.Of(method) == Trust.Intrinsic)
                {
                    yield return method;
                }
            }
        }
    }

    /// <summary>The default constructor of a struct is no method at all.</summary>
    private static bool IsCallable(IMethodSymbol method)
    {
        var isPublic = !method.IsImplicitlyDeclared;
        for (ISymbol symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            isPublic &= symbol.DeclaredAccessibility == Accessibility.Public;
        }

        return isPublic;
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => [property.GetMethod!],
        INamespaceOrTypeSymbol container => container.GetMembers().Where(member => member is not IPropertySymbol).SelectMany(MethodsOf),
        _ => [],
    };
}
