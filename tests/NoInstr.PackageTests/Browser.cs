using System.Diagnostics;

namespace NoInstr.PackageTests;

/// <summary>A headless Chromium, where the machine has one.</summary>
internal static class Browser
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>The document as it is once its scripts have run.</summary>
    public static Task<string> DocumentAsync(string page, string fragment = "") => RunAsync("--dump-dom", new Uri(page).AbsoluteUri + fragment);

    public static async Task<byte[]> ScreenshotAsync(string page, bool dark)
    {
        var file = System.IO.Path.ChangeExtension(page, dark ? ".dark.png" : ".light.png");
        await RunAsync($"--screenshot={file}", "--window-size=1200,900", "--hide-scrollbars", $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", new Uri(page).AbsoluteUri);
        return await File.ReadAllBytesAsync(file);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var profile = Directory.CreateTempSubdirectory("noinstr-browser-");
        var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", $"--user-data-dir={profile.FullName}", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, await errors);
            return await output;
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }
}

/// <summary>A test of what a browser makes of a page: skipped on a machine without one.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Path is null ? "There is no Chromium on this machine." : null;
}
