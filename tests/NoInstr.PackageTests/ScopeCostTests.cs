using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using NoInstr.PackageTests.Consumers;

namespace NoInstr.PackageTests;

/// <summary>Markers stay in the IL, where a checker of compiled assemblies sees them, and cost nothing at run time.</summary>
[Collection(ConsumerCollection.Name)]
public sealed partial class ScopeCostTests(ConsumerFixture fixture)
{
    [Theory]
    [InlineData("Plain")]
    [InlineData("Marked", "Begin", "End")]
    [InlineData("Scoped", "Open", "Dispose")]
    public void Markers_AreCallsInTheIL(string method, params string[] markers) =>
        Assert.Equal(markers.Order(), MarkersCalledBy(method).Order());

    [Fact]
    public async Task Markers_LeaveNoMachineCode()
    {
        var code = Listing().Split(await fixture.DisassembleMarkersAsync("Plain", "Marked", "Scoped"))
            .Select(Instructions).Where(i => i.Length > 0).ToList();

        Assert.Equal(3, code.Count);
        Assert.Equal(code[0], code[1]);
        Assert.Equal(code[0], code[2]);
    }

    /// <summary>A listing without its header and comments, which name the method.</summary>
    private static string Instructions(string listing) =>
        string.Join('\n', listing.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && !l.StartsWith(';')));

    private List<string> MarkersCalledBy(string method)
    {
        using var file = new PEReader(File.OpenRead(fixture.MarkersAssembly));
        var metadata = file.GetMetadataReader();
        var definition = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Single(m => metadata.GetString(m.Name) == method);
        var il = file.GetMethodBody(definition.RelativeVirtualAddress).GetILBytes()!;
        return [.. metadata.MemberReferences
            .Where(m => IsMarker(metadata, metadata.GetMemberReference(m)) && il.AsSpan().IndexOf(CallOf(m)) >= 0)
            .Select(m => metadata.GetString(metadata.GetMemberReference(m).Name))];
    }

    private static bool IsMarker(MetadataReader metadata, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == nameof(InstrumentationScope);

    /// <summary>The five bytes of <c>call</c>: no other instruction has them by chance, for the last four are a token.</summary>
    private static byte[] CallOf(MemberReferenceHandle member) =>
        [(byte)ILOpCode.Call, .. BitConverter.GetBytes(MetadataTokens.GetToken(member))];

    [GeneratedRegex("^; Assembly listing for method .*$", RegexOptions.Multiline)]
    private static partial Regex Listing();
}
