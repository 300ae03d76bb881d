using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace NoInstr.Tests.Robustness;

/// <summary>A project without the attributes pays nothing: asserted by what the driver counted, not by a clock.</summary>
public class GateTests
{
    private const string Code = "class C { int _field = 1; int P { get; set; } void M() { void Local() { } Local(); } }";

    [Fact]
    public async Task ProjectWithoutTheAttributes_RegistersNoAction()
    {
        var telemetry = await MeasureAsync(knowsAttributes: false);

        Assert.Equal(1, telemetry.CompilationStartActionsCount);
        Assert.Equal(0, ActionsOf(telemetry));
    }

    [Fact]
    public async Task ProjectWithTheAttributes_RegistersActions()
    {
        var telemetry = await MeasureAsync(knowsAttributes: true);

        Assert.Equal(1, telemetry.CompilationStartActionsCount);
        Assert.NotEqual(0, ActionsOf(telemetry));
    }

    /// <summary>Gated by symbol: a body without a contract is never asked for.</summary>
    [Fact]
    public async Task ProjectWithoutContracts_AnalysesNoBody()
    {
        var telemetry = await MeasureAsync(knowsAttributes: true);

        Assert.Equal(0, telemetry.OperationBlockActionsCount);
        Assert.Equal(0, telemetry.OperationActionsCount);
    }

    /// <summary>A helper that is named only to be called cannot be the target of a delegate: no operation of the project is asked for.</summary>
    [Theory]
    [InlineData("void M() { ExitWork(); Entry.ExitWork(); _ = nameof(ExitWork); }", 0)]
    [InlineData("System.Action hook = ExitWork;", 1)]
    [InlineData("int M(int ExitWork) => ExitWork;", 1)]
    public async Task ProjectThatOnlyCallsItsHelpers_LooksForNoUse(string member, int operationActions)
    {
        var telemetry = await MeasureAsync(knowsAttributes: true, $"class Entry {{ {member} [NoInstr.AlwaysInline] static void ExitWork() {{ }} }}");

        Assert.Equal(operationActions, telemetry.OperationActionsCount);
    }

    private static async Task<AnalyzerTelemetryInfo> MeasureAsync(bool knowsAttributes, string code = Code)
    {
        var (driver, exceptions) = AnalyzerHost.Start(AnalyzerHost.Compile([AnalyzerHost.Parse(code)], knowsAttributes), concurrent: true);
        var result = await driver.GetAnalysisResultAsync(CancellationToken.None);
        Assert.Empty(exceptions);
        return result.AnalyzerTelemetryInfo.Values.Single();
    }

    /// <summary>All actions but the one that asks whether there is anything to do.</summary>
    private static int ActionsOf(AnalyzerTelemetryInfo telemetry) => typeof(AnalyzerTelemetryInfo).GetProperties()
        .Where(property => property.PropertyType == typeof(int) && property.Name.EndsWith("ActionsCount", StringComparison.Ordinal))
        .Where(property => property.Name != nameof(AnalyzerTelemetryInfo.CompilationStartActionsCount))
        .Sum(property => (int)property.GetValue(telemetry)!);
}
