using System.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using NoInstr.Tests.Verifiers;

namespace NoInstr.Tests.Samples;

/// <summary>A sample as a process: what it prints, and how it ends.</summary>
internal sealed record SampleRun(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<SampleRun> OfAsync(SampleProject sample)
    {
        var folder = Directory.CreateTempSubdirectory("noinstr-sample");
        try
        {
            var program = Path.Combine(folder.FullName, $"{sample.Name}.dll");
            await BuildAsync(sample, program);
            return await StartAsync(program);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task BuildAsync(SampleProject sample, string program)
    {
        EmitResult emitted;
        using (var image = File.Create(program))
        {
            emitted = (await sample.CompileAsync()).Emit(image);
        }

        Assert.True(emitted.Success, $"{sample.Name} does not compile:\n{Report.Lines(emitted.Diagnostics.Select(Report.Line))}");
        var attributes = typeof(NoInstrAttribute).Assembly.Location;
        File.Copy(attributes, Path.Combine(Path.GetDirectoryName(program)!, Path.GetFileName(attributes)));
        await File.WriteAllTextAsync(Path.ChangeExtension(program, ".runtimeconfig.json"), $$"""
            { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }
            """);
    }

    private static async Task<SampleRun> StartAsync(string program)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, RedirectStandardError = true } };
        process.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{program} did not end within {Patience}.");
        }

        return new SampleRun(process.ExitCode, (await output + await errors).ReplaceLineEndings("\n"));
    }
}
