using System.Globalization;

namespace NoInstr.Bench.Report;

/// <summary>What a figure should be, and whether it is: pages show those that are missed too.</summary>
internal sealed record Target(string Wanted, double Figure, bool IsMet)
{
    public static Target AtMost(double limit, double figure, string unit) => new($"at most {Number(limit)}{unit}", figure, figure <= limit);

    public static Target AtLeast(double limit, double figure, string unit) => new($"at least {Number(limit)}{unit}", figure, figure >= limit);

    public override string ToString() => $"{Wanted}: {Number(Figure)}, **{(IsMet ? "met" : "missed")}**";

    public static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
}
