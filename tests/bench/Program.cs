using System.Globalization;
using NoInstr.Bench;
using NoInstr.Bench.Memory;
using NoInstr.Bench.Report;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["--smoke"]:
        return await Smoke.RunAsync();
    case ["--update"]:
        await Sections.UpdateAsync(Sections.All.Keys.Where(section => section != Sections.Million));
        return 0;
    case ["--update", .. var sections] when sections.All(Sections.All.ContainsKey):
        await Sections.UpdateAsync(sections);
        return 0;
    case ["--million"]:
        await Sections.UpdateAsync([Sections.Million]);
        return 0;
    case [PeakMemory.Option, var percent, var files, var analyzer]:
        return PeakMemory.Compile(int.Parse(percent), int.Parse(files), analyzer);
    default:
        Console.Error.WriteLine($"""
            usage: dotnet run -c Release --project tests/bench -- --smoke | --update [{string.Join(" | ", Sections.All.Keys)}] | --million
              --smoke    everything once and small: the analyzer works on the measured code, and reports what a mistake in it gives
              --update   measures (all: about 25 minutes), and writes the sections of docs/performance.md and the cost section of README.md
              --million  measures code of a million methods, which needs gigabytes, and writes the section about it
            """);
        return 2;
}
