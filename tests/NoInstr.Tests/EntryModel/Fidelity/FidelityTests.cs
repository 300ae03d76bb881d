using NoInstr.Tests.Robustness;
using Xunit.Abstractions;

namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>The model has the kernel's functions with the kernel's annotations and calls, and where it differs it says why.</summary>
public class FidelityTests(ITestOutputHelper output)
{
    [Fact]
    public void Model_IsAsTheKernel()
    {
        var report = new FidelityReport(Sample.EntryModel.Compilation, KernelTable.Baseline.Where(function => function.Architecture != "arm64" && !function.IsAssembly));
        output.WriteLine(report.Summary);
        Assert.True(report.Complaints(DeliberateDifferences.All) is [], string.Join("\n", report.Complaints(DeliberateDifferences.All)));
    }

    [Fact]
    public void NativeArm64_IsAsTheKernel()
    {
        var report = new FidelityReport(Arm64.Arm64Project.Native.Compilation, KernelTable.Baseline.Where(function => function.Architecture == "arm64" && !function.IsAssembly));
        output.WriteLine(report.Summary);
        Assert.True(report.Complaints(DeliberateDifferences.Arm64) is [], string.Join("\n", report.Complaints(DeliberateDifferences.Arm64)));
    }
}
