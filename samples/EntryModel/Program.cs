using System.Reflection;
using EntryModel;

// The static half of "verified" is the build itself: every finding in this project is an error. That holds only if
// the analyzers were not switched off for it.
var analyzed = Assembly.GetExecutingAssembly()
    .GetCustomAttributes<AssemblyMetadataAttribute>()
    .Any(metadata => metadata is { Key: "NoInstr.Analyzed", Value: "true" });

switch (args)
{
    case []:
        return Run(Scenario.All);
    case ["list"]:
        List();
        return 0;
    case [var name] when Scenario.All.FirstOrDefault(scenario => scenario.Name == name) is { } scenario:
        return Run([scenario]);
    default:
        Console.Error.WriteLine("usage: EntryModel [list | <scenario>]");
        List();
        return 2;
}

int Run(IReadOnlyList<Scenario> scenarios)
{
    Console.WriteLine(TracePrinter.Legend);
    var verified = 0;
    foreach (var scenario in scenarios)
        verified += Verify(scenario) ? 1 : 0;

    Console.WriteLine();
    var reservation = analyzed ? "" : " at run time only: this build did not run the analyzers";
    Console.WriteLine($"{verified} of {scenarios.Count} verified{reservation}");
    return verified == scenarios.Count && analyzed ? 0 : 1;
}

bool Verify(Scenario scenario)
{
    var cpu = new Cpu();
    scenario.Context(cpu);
    cpu.Trace.Count = 0;
    var before = Snapshot.Of(cpu);

    scenario.Event(cpu);

    var after = Snapshot.Of(cpu);
    Console.WriteLine();
    Console.WriteLine($"{scenario.Name}: {scenario.Description}");
    TracePrinter.Print(cpu.Trace);

    Warn.On(cpu, cpu.Trace.Lost > 0, Violation.TraceLost);
    Warn.On(cpu, cpu.Trace.Depth != 0, Violation.TraceNotBalanced);
    for (var i = 0; i < cpu.Violations.Count; i++)
        Console.WriteLine($"  VIOLATION {cpu.Violations.What[i]} in {cpu.Violations.Where[i]}");
    if (before != after)
        Console.WriteLine($"  STATE CHANGED\n    before {before}\n    after  {after}");

    var held = cpu.Violations.Count == 0 && before == after;
    if (held)
        Console.WriteLine(analyzed ? "  verified: at build and at run time" : "  held at run time");
    return held;
}

static void List()
{
    foreach (var scenario in Scenario.All)
        Console.WriteLine($"  {scenario.Name,-18} {scenario.Description}");
}
