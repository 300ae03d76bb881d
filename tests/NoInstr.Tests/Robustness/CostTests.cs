using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NoInstr.Analyzers.Rules;

namespace NoInstr.Tests.Robustness;

/// <summary>The cost of a verdict, counted: a body that counts as part of its callers is interpreted once, however often it is called.</summary>
public class CostTests
{
    [Fact]
    public void Diamond_OfThirtyLevels_CostsOneInterpretationEach() => Assert.Equal(30 + 1, CostOf(LargeSources.Diamond(30)));

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(LargeSources.Chain)]
    public void Chain_CostsOneInterpretationEach(int length) => Assert.Equal(length + 1, CostOf(LargeSources.ChainOfHelpers(length)));

    /// <summary>Each helper's way to the event goes on as that of the helper it calls: a copy would cost the square of the length.</summary>
    [Fact]
    public void Chain_KeepsItsWayOnce()
    {
        var compilation = AnalyzerHost.CompileValid(LargeSources.ChainOfHelpers(100));
        var summaries = new Verifier(compilation).Summaries;
        var points = Enumerable.Range(0, 101).Select(i => summaries.Of(HelperOf(i), CancellationToken.None).Points.Single()).ToList();

        Assert.All(points.Zip(points.Skip(1)), pair => Assert.Same(pair.Second.Chain, pair.First.Chain.Rest));
        Assert.Null(points[^1].Chain.Rest);

        ISymbol HelperOf(int number) => compilation.GetTypeByMetadataName("Entry")!.GetMembers($"A{number}").Single();
    }

    [Fact]
    public void Helper_CalledFromThousandRoots_CostsOneInterpretation() =>
        Assert.Equal(1, CostOf(LargeSources.RootsThatShareAHelper(1_000)));

    [Fact]
    public void Root_IsNotSummarised() => Assert.Equal(0, CostOf(LargeSources.Type("[NoInstr] static void Root() => Trace();")));

    /// <summary>Twice the code is read in twice the steps, however deep it is nested, and no block is interpreted more often.</summary>
    [Theory]
    [InlineData("chained +", 5_000)]
    [InlineData("concatenation", 5_000)]
    [InlineData("conditions", 500)]
    [InlineData("nested ifs", 500)]
    [InlineData("array initialiser", 2_500)]
    [InlineData("array initialiser with calls", 2_500)]
    [InlineData("collection expression", 2_500)]
    [InlineData("collection initialiser", 2_500)]
    [InlineData("dictionary initialiser", 2_500)]
    [InlineData("switch", 1_000)]
    [InlineData("branches in an initialiser", 1_000)]
    [InlineData("correlated ifs", 100)]
    public void TwiceTheCode_CostsTwice(string code, int size)
    {
        var (half, whole) = (EffortOf(SourceOf(code, size)), EffortOf(SourceOf(code, 2 * size)));

        Assert.True(half.Operations >= size, $"{half.Operations} operations for {size} elements");
        Assert.InRange(whole.Operations, half.Operations, (2 * half.Operations) + 1);
        Assert.InRange(whole.Visits, half.Visits, (2 * half.Visits) + 1);
    }

    /// <summary>A state that no body names costs nothing, and one that a scope depends on is looked at where a scope opens.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("[Counted] ")]
    [InlineData("[ScopeRequires] ")]
    public void StateThatNobodyNames_CostsNothing(string attribute)
    {
        var (few, many) = (LargeSources.States(2, attribute), LargeSources.States(64, attribute));

        Assert.NotEqual(0, EffortOf(few).Visits);
        Assert.Equal(EffortOf(few), EffortOf(many));
        Assert.Equal(CostOf(few), CostOf(many));
    }

    /// <summary>
    /// Scopes are judged one by one, by what of the body is the same for all: to read its blocks again for each would cost the square of their number. That is
    /// neither reading nor interpreting, which is why it is counted by what it allocates.
    /// </summary>
    [Fact]
    public void TwiceTheScopes_AllocateTwice()
    {
        const int count = 500;
        _ = BytesOf(LargeSources.ConditionalScopes(count));
        var (half, whole) = (BytesOf(LargeSources.ConditionalScopes(count)), BytesOf(LargeSources.ConditionalScopes(2 * count)));

        Assert.InRange((double)whole / half, 1.5, 2.3);
    }

    private static string SourceOf(string code, int size) => code switch
    {
        "chained +" => LargeSources.ChainedSum(size),
        "concatenation" => LargeSources.ChainedText(size),
        "conditions" => LargeSources.ChainedConditions(size),
        "nested ifs" => LargeSources.NestedIfs(size),
        "array initialiser" => LargeSources.Elements("_ = new int[] { ", i => $"{i}", " }", size),
        "array initialiser with calls" => LargeSources.Elements("_ = new object[] { ", i => $"a.ToString() + {i}", " }", size),
        "collection expression" => LargeSources.Elements("int[] all = [", i => $"a + {i}", "]", size),
        "collection initialiser" => LargeSources.Elements("_ = new System.Collections.Generic.List<int> { ", i => $"a + {i}", " }", size),
        "dictionary initialiser" => LargeSources.Elements("_ = new System.Collections.Generic.Dictionary<int, int> { ", i => $"[{i}] = a", " }", size),
        "branches in an initialiser" => LargeSources.Elements("_ = new int[] { ", i => $"a == {i} ? a : {i}", " }", size),
        "switch" => LargeSources.Switch(size),
        "correlated ifs" => LargeSources.CorrelatedIfs(size),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such code."),
    };

    [Theory]
    [InlineData("nested ifs", 1_000, "NOINSTR101")]
    [InlineData("array initialiser", 5_000, "NOINSTR104")]
    [InlineData("collection expression", 5_000, "NOINSTR104")]
    [InlineData("branches in an initialiser", 5_000, "NOINSTR104")]
    public void DeepAndLongCode_IsJudged(string code, int size, string expected)
    {
        var found = new List<Diagnostic>();
        OnRoot(SourceOf(code, size), (verifier, root) => verifier.VerifyRoot(root, found.Add, CancellationToken.None));

        Assert.Equal([expected], found.Select(diagnostic => diagnostic.Id));
    }

    private static (int Operations, int Visits) EffortOf(string text)
    {
        var effort = default((int, int));
        OnRoot(text, (verifier, root) => effort = verifier.EffortOf(root, CancellationToken.None));
        return effort;
    }

    /// <summary>Of a verdict, on its own thread, when the code is bound and read.</summary>
    private static long BytesOf(string text)
    {
        var bytes = 0L;
        OnRoot(
            text,
            (verifier, root) =>
            {
                _ = verifier.EffortOf(root, CancellationToken.None);
                var before = GC.GetAllocatedBytesForCurrentThread();
                verifier.VerifyRoot(root, static _ => { }, CancellationToken.None);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            });
        return bytes;
    }

    /// <summary>On a stack of its own: the compiler itself binds what is nested by recursion.</summary>
    private static void OnRoot(string text, Action<Verifier, IMethodSymbol> act)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var compilation = AnalyzerHost.Compile([AnalyzerHost.Parse(text)]);
                    act(new Verifier(compilation), RootsOf(compilation).Single());
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            maxStackSize: 256 << 20);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    /// <summary>What was bound for a body is a hundred times its source: of a root that nobody looks into, nothing is left but the verdict.</summary>
    [Fact]
    public void Root_ThatIsVerified_IsLetGo()
    {
        var verifier = AfterAllRoots("""
            [NoInstr] static void RootPlain() => Helper();
            [NoInstr] static void RootWithLocal() { Local(); void Local() { } }
            [NoInstr] static void RootWithLambda() { InstrumentationScope.Begin(); System.Action run = () => { }; InstrumentationScope.End(); }
            [AlwaysInline] static void Helper() { }
            """);

        string[] kept = ["Helper", "Local", "RootWithLambda", "RootWithLocal"];
        Assert.Equal(kept, verifier.BodiesKept.Select(static body => body.Name).Order(StringComparer.Ordinal));
        Assert.Equal([.. kept, "RootPlain"], verifier.BodiesAsked.Select(static body => body.Name).OrderBy(static name => name == "RootPlain").ThenBy(static name => name, StringComparer.Ordinal));
    }

    /// <summary>It may be asked for its summary before or after it is verified where it stands: then nobody needs the body any more.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Helper_ThatIsVerifiedAndSummarised_IsLetGo(bool rootFirst)
    {
        var compilation = AnalyzerHost.CompileValid(LargeSources.Type("[NoInstr] static void Root() => Helper(); [AlwaysInline] static void Helper() => Trace();"));
        var verifier = new Verifier(compilation);
        var helper = (IMethodSymbol)compilation.GetTypeByMetadataName("Entry")!.GetMembers("Helper").Single();
        var root = RootsOf(compilation).Single();
        var found = new List<Diagnostic>();
        Action[] steps = [() => verifier.VerifyRoot(root, found.Add, CancellationToken.None), () => verifier.VerifyHelper(helper, found.Add, CancellationToken.None)];
        foreach (var step in rootFirst ? steps : steps.Reverse())
        {
            step();
        }

        Assert.Empty(verifier.BodiesKept);
        Assert.Equal(1, verifier.Summaries.Interpretations);
        Assert.Equal(["NOINSTR101"], found.Select(static diagnostic => diagnostic.Id));
    }

    /// <summary>A caller looks into a callee for what it does to states beyond its contract, whichever of the two is verified first.</summary>
    [Fact]
    public void Root_ThatACallerLooksInto_IsKept()
    {
        var verifier = AfterAllRoots("""
            [NoInstr, Establishes(EntryState.Rcu)] static void RootWatch() => Watch();
            [NoInstr] static void RootCaller() => RootWatch();
            [NoInstr, Primitive, Establishes(EntryState.Rcu)] static void Watch() { }
            """);

        Assert.Equal(["RootCaller", "RootWatch"], verifier.BodiesKept.Select(static body => body.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>The code of the member around it is made once, however many functions of it are verified.</summary>
    [Fact]
    public void Function_ThatIsVerified_IsKeptWithItsMember()
    {
        var compilation = AnalyzerHost.CompileValid(LargeSources.Type("static void Plain() { [NoInstr] static void Local() { } Local(); }"));
        var verifier = new Verifier(compilation);
        var syntax = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<LocalFunctionStatementSyntax>().Single();
        verifier.VerifyRoot((IMethodSymbol)compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax)!, _ => { }, CancellationToken.None);

        Assert.Equal(["Local"], verifier.BodiesKept.Select(static body => body.Name));
    }

    [Fact]
    public void Root_ThatWasLetGo_HasTheSameVerdictOnceMore()
    {
        var compilation = AnalyzerHost.CompileValid(LargeSources.Type("[NoInstr] static void Root() => Trace();"));
        var verifier = new Verifier(compilation);
        var found = new List<Diagnostic>();
        verifier.VerifyRoot(RootsOf(compilation).Single(), found.Add, CancellationToken.None);
        verifier.VerifyRoot(RootsOf(compilation).Single(), found.Add, CancellationToken.None);

        Assert.Equal(["NOINSTR101", "NOINSTR101"], found.Select(static diagnostic => diagnostic.Id));
        Assert.Equal(found[0].Location, found[1].Location);
    }

    private static Verifier AfterAllRoots(string members) => AfterAllRootsOf(LargeSources.Type(members));

    private static Verifier AfterAllRootsOf(string text)
    {
        var compilation = AnalyzerHost.CompileValid(text);
        var verifier = new Verifier(compilation);
        foreach (var root in RootsOf(compilation))
        {
            verifier.VerifyRoot(root, _ => { }, CancellationToken.None);
        }

        return verifier;
    }

    /// <summary>How many summaries it takes to verify every root of the source, one after the other.</summary>
    public static int CostOf(string text) => AfterAllRootsOf(text).Summaries.Interpretations;

    private static IEnumerable<IMethodSymbol> RootsOf(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Entry")!.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.Name.StartsWith("Root", StringComparison.Ordinal));
}
