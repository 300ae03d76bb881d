using System.CommandLine;
using EntryModel.Console;
using EntryModel.Running;

// What follows makes the statements of this program worth something only together with its build: every finding in this project is an error.
var root = new RootCommand("The entry code of Linux as a model that NoInstr verifies, and that runs.");
root.SetAction(_ => Listing.Show());
root.Add(RunCommand());
root.Add(ExploreCommand());
root.Add(PictureCommand());
return root.Parse(args).Invoke();

static Command RunCommand()
{
    var name = new Argument<string>("scenario") { Description = "Its name, or 'all'." };
    var command = new Command("run", "Runs a scenario and shows each step with the state after it.") { name };
    command.SetAction(parsed => Scenario.Named(parsed.GetValue(name)!) is { Count: > 0 } scenarios ? Tracing.Run(scenarios) : Listing.Unknown(parsed.GetValue(name)!));
    return command;
}

static Command ExploreCommand()
{
    var name = new Argument<string>("scenario") { Description = "Its name, or 'all'.", DefaultValueFactory = _ => "all" };
    var depth = new Option<int>("--depth") { Description = "How many events one run may have, nested or one after the other.", DefaultValueFactory = _ => 3 };
    depth.Validators.Add(result =>
    {
        if (result.Tokens is [var written, ..] && (!int.TryParse(written.Value, out var events) || events is < 0 or > 8))
            result.AddError("The depth is a number between 0 and 8.");
    });
    var json = new Option<bool>("--json") { Description = "Prints one JSON object instead of the table." };
    var command = new Command("explore", "Runs scenarios with an interrupt, NMI, #DB or #PF at every step where the hardware allows it.") { name, depth, json };
    command.SetAction(parsed => Scenario.Named(parsed.GetValue(name)!) is { Count: > 0 } scenarios
        ? Exploring.Explore(scenarios, parsed.GetValue(depth), parsed.GetValue(json))
        : Listing.Unknown(parsed.GetValue(name)!));
    return command;
}

static Command PictureCommand()
{
    var name = new Argument<string>("scenario");
    var command = new Command("picture", "Prints the regions and states along the path of a scenario as text, as the README shows them.") { name };
    command.SetAction(parsed => Scenario.Named(parsed.GetValue(name)!) is [var scenario] ? Listing.ShowPicture(scenario) : Listing.Unknown(parsed.GetValue(name)!));
    return command;
}
