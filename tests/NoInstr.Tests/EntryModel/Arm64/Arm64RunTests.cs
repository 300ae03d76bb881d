using System.Reflection;
using System.Runtime.Loader;

namespace NoInstr.Tests.EntryModel.Arm64;

/// <summary>The arm64 half of the model runs, too: as the kernel has it with what its findings predict, and repaired without a violation.</summary>
public class Arm64RunTests
{
    /// <summary>What NOINSTR401 and NOINSTR405 say of el1h_64_error_handler().</summary>
    private static readonly string[] Predicted =
    [
        "error-kernel: LockdepChangedAcrossReturn in Eret",
        "error-kernel: TracerChangedAcrossReturn in Eret",
        "error-kernel: the CPU is not left as it was found",
        "error-wfi: InstrumentableWithoutRcu in TracerHardirqsOff",
        "error-wfi: InstrumentableWithoutRcu in TraceIrqDisable",
        "error-wfi: LockdepChangedAcrossReturn in Eret",
        "error-wfi: TracerChangedAcrossReturn in Eret",
        "error-wfi: the CPU is not left as it was found",
    ];

    [Fact]
    public void Native_ViolatesWhatIsPredicted() => Assert.Equal(string.Join("\n", Predicted), string.Join("\n", Run(Arm64Project.Native)));

    [Fact]
    public void Repaired_ViolatesNothing() => Assert.Empty(Run(Arm64Project.Repaired));

    private static string[] Run(Arm64Project project)
    {
        using var image = new MemoryStream();
        var result = project.Compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext(project.Folder, isCollectible: true);
        var scenarios = context.LoadFromStream(image).GetType("EntryModel.Arm64.Scenarios")!;
        return (string[])scenarios.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [])!;
    }
}
