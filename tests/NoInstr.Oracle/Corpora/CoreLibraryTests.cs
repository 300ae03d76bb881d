using Xunit.Abstractions;

namespace NoInstr.Oracle.Corpora;

public class CoreLibraryTests(ITestOutputHelper output)
{
    [Fact]
    public void Events_AreReadWithoutAnException()
    {
        var library = CoreLibrary.Result;
        output.WriteLine($"{library.Files} files, {library.Functions} functions, {library.Events} events, {library.Failures.Length} exceptions");
        Assert.True(library.Failures.IsEmpty, $"{library.Failures.Length} exceptions:\n{string.Join("\n", library.Failures.Take(50))}");
    }
}
