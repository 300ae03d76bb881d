using EntryModel.Running;
using Spectre.Console;

namespace EntryModel.Console;

internal static class Listing
{
    public static int Show()
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("name", "what it is");
        foreach (var scenario in Scenario.All)
            table.AddRow(new Markup($"  [bold]{scenario.Name}[/]"), new Text(scenario.Description));
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine("\n[bold]-- run <scenario>[/] shows its steps, [bold]-- explore[/] interrupts it everywhere.");
        return 0;
    }

    public static int ShowPicture(Scenario scenario)
    {
        foreach (var line in Picture.Of(scenario.Name))
            System.Console.WriteLine(line);
        return 0;
    }

    public static int Unknown(string name)
    {
        System.Console.Error.WriteLine($"There is no scenario '{name}'. Those that there are:");
        foreach (var scenario in Scenario.All)
            System.Console.Error.WriteLine($"  {scenario.Name}");
        return 2;
    }
}
