using Microsoft.CodeAnalysis;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Tests.Contracts;

/// <summary>What is read from the text of a configuration file is what the compiler reads from it.</summary>
public class ConfigTextTests
{
    [Theory]
    [InlineData("noinstr.a = 1")]
    [InlineData("noinstr.a=1")]
    [InlineData("noinstr.a:1")]
    [InlineData("  noinstr.a  =  1 2  ")]
    [InlineData("noinstr.a = 1 # comment")]
    [InlineData("noinstr.a = 1;comment")]
    [InlineData("noinstr.a = 1#2")]
    [InlineData("noinstr.a =")]
    [InlineData("noinstr.a = # nothing")]
    [InlineData("noinstr.a = b = c")]
    [InlineData("NoInstr.A = True")]
    [InlineData("noinstr.a-b_c.d = 1")]
    [InlineData("# noinstr.a = 1")]
    [InlineData("; noinstr.a = 1")]
    [InlineData("noinstr.a")]
    [InlineData("noinstr a = 1")]
    [InlineData("= 1")]
    [InlineData("a # b = 1")]
    [InlineData("noinstr.a = 1\r\nnoinstr.b = 2\rnoinstr.c = 3\nnoinstr.d = 4")]
    [InlineData("noinstr.a = 1\n[/Kernel/Entry.cs]\nnoinstr.b = 2")]
    public void GlobalPairs_AreThoseOfTheCompiler(string text)
    {
        var read = ConfigText.Read(".globalconfig", text);

        Assert.Equal(OfCompiler(text, "/Kernel/.globalconfig"), read.Where(pair => pair.IsGlobal).Select(Show).Order());
        Assert.All(read, pair => Assert.Equal(text.Substring(pair.Start, pair.Length), text.Substring(pair.Start, pair.Length).Trim()));
        Assert.All(read, pair => Assert.StartsWith(pair.Key, text[pair.Start..]));
    }

    [Theory]
    [InlineData(".globalconfig", "noinstr.a = 1", true)]
    [InlineData(".GlobalConfig", "noinstr.a = 1", true)]
    [InlineData("Kernel.globalconfig", "noinstr.a = 1", false)]
    [InlineData("Kernel.globalconfig", "is_global = true\nnoinstr.a = 1", true)]
    [InlineData("Kernel.globalconfig", "noinstr.a = 1\nIS_GLOBAL = false", true)]
    [InlineData("Kernel.globalconfig", "noinstr.a = 1\n[/Kernel/Entry.cs]\nis_global = true", false)]
    [InlineData(".editorconfig", "noinstr.a = 1", false)]
    [InlineData(".editorconfig", "is_global = true\nnoinstr.a = 1", true)]
    public void File_IsGlobalWhereTheCompilerTakesItSo(string name, string text, bool isGlobal)
    {
        Assert.Equal(isGlobal, ConfigText.Read(name, text).Single(pair => pair.Key == "noinstr.a").IsGlobal);
        Assert.Equal(isGlobal, OfCompiler(text, $"/Kernel/{name}").Any(pair => pair.StartsWith("noinstr.a", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(".editorconfig", true)]
    [InlineData(".globalconfig", true)]
    [InlineData("Kernel.globalconfig", true)]
    [InlineData("NoInstr.Safe.txt", false)]
    [InlineData("editorconfig", false)]
    public void Config_IsKnownByItsName(string name, bool isConfig) => Assert.Equal(isConfig, ConfigText.IsConfig(name));

    [Fact]
    public void VeryLongLines_AreRead()
    {
        var spaces = new string(' ', 2_000_000);

        Assert.Equal("a" + spaces + "b", Assert.Single(ConfigText.Read(".globalconfig", $"[{spaces}\n{spaces}k={spaces}a{spaces}b{spaces}#")).Value);
    }

    private static IEnumerable<string> OfCompiler(string text, string path)
    {
        // Keys that a global file cannot do without are none of its options.
        var set = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(text, path) });
        return set.GlobalConfigOptions.AnalyzerOptions
            .Where(option => !option.Key.StartsWith("is_", StringComparison.Ordinal))
            .Select(option => $"{option.Key}={option.Value}").Order();
    }

    /// <summary>The compiler keeps keys in lower case, and the values that it knows itself.</summary>
    private static string Show(ConfigPair pair) => $"{pair.Key.ToLowerInvariant()}={pair.Value}";
}
