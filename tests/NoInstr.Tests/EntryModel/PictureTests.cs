using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace NoInstr.Tests.EntryModel;

/// <summary>The README shows a path of the model as the model prints it.</summary>
public class PictureTests
{
    private const string Scenario = "nmi-user";
    private const string Start = "<!-- picture -->";
    private const string End = "<!-- /picture -->";

    [Fact]
    public void Readme_ShowsThePicture()
    {
        using var image = new MemoryStream();
        Assert.True(ModelSources.Compile().Emit(image).Success);
        image.Position = 0;
        var picture = new AssemblyLoadContext(name: null).LoadFromStream(image).GetType("EntryModel.Running.Picture", throwOnError: true)!;
        var lines = (IEnumerable<string>)picture.GetMethod("Of", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [Scenario])!;

        var readme = Repository.Read("README.md");
        var (from, to) = (readme.IndexOf(Start, StringComparison.Ordinal) + Start.Length, readme.IndexOf(End, StringComparison.Ordinal));
        Repository.RequireGenerated("README.md", $"{readme[..from]}\n```text\n{string.Join("\n", lines)}\n```\n{readme[to..]}");
    }
}
