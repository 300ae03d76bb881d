using System.Collections.Immutable;
using NoInstr.Analyzers.Contracts;

namespace NoInstr.Analyzers.Rules;

/// <summary>What is wrong with a key and its value, and what to do.</summary>
internal sealed record OptionMistake(string Key, string What, string Advice)
{
    /// <summary>Null where the option is one, has a value that it may have, and stands where it is read.</summary>
    /// <param name="where">For the message: where the pair stands, unless the message is there.</param>
    public static OptionMistake? Find(string key, string value, bool isGlobal, string where = "")
    {
        if (!key.StartsWith(EngineOptions.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (EngineOptions.Find(key) is not { } option)
        {
            return new OptionMistake(key, $"{Quotation.Of(key)}{where} is no option of NoInstr", AdviceOnKey(key));
        }

        if (!isGlobal)
        {
            return new OptionMistake(
                key,
                $"'{option.Key}'{where} has no effect: an option of NoInstr holds for the whole compilation, not for a file",
                "Put it into a .globalconfig file, above its sections");
        }

        return option.Parse(value) is not null ? null : new OptionMistake(
            key,
            $"{Quotation.Of(value)} is no value of '{option.Key}'{where}, so it counts as '{option.Default}'",
            $"Use {OneOf(option.Values)}");
    }

    private static string AdviceOnKey(string key)
    {
        var nearest = EngineOptions.All.OrderBy(option => Distance(option.Key, key)).First().Key;
        return Distance(nearest, key) <= 1 + ((nearest.Length - EngineOptions.Prefix.Length) / 3)
            ? $"Write '{nearest}' if that is meant, or remove it"
            : $"Use {OneOf([.. EngineOptions.All.Select(option => option.Key)])}, or remove it";
    }

    private static string OneOf(ImmutableArray<string> choices) => string.Join(" or ", choices.Select(choice => $"'{choice}'"));

    /// <summary>How many letters differ (Levenshtein). What is far too long is not looked at in full.</summary>
    private static int Distance(string known, string key)
    {
        if (key.Length > known.Length * 2)
        {
            return key.Length;
        }

        var distances = Enumerable.Range(0, key.Length + 1).ToArray();
        for (var i = 0; i < known.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i + 1;
            for (var j = 0; j < key.Length; j++)
            {
                var changed = diagonal + (char.ToLowerInvariant(key[j]) == known[i] ? 0 : 1);
                diagonal = distances[j + 1];
                distances[j + 1] = Math.Min(changed, 1 + Math.Min(diagonal, distances[j]));
            }
        }

        return distances[key.Length];
    }
}
