using System.Text.RegularExpressions;

namespace NoInstr.Tests.EntryModel.Fidelity;

/// <summary>What a function of the model does otherwise than that of the kernel, in a form that the list of deliberate differences can name.</summary>
internal static partial class Comparison
{
    /// <summary>Tests that the table writes as a condition, or not at all.</summary>
    private static readonly HashSet<string> Predicates =
    [
        "in_nmi", "in_hardirq", "in_interrupt", "raw_irqs_disabled", "need_resched", "context_tracking_enabled", "context_tracking_enabled_this_cpu", "__ct_state",
        "rcu_is_watching_curr_cpu", "arch_in_rcu_eqs", "context_tracking_recursion_enter", "context_tracking_guest_enter", "context_tracking_guest_exit", "syscall_get_nr",
    ];

    /// <summary>Empty when nothing differs: <c>-call</c> for one that is missing, <c>+call</c> for one too many, in order.</summary>
    public static string Of(KernelFunction kernel, ModelFunction model, IReadOnlySet<string> leaves)
    {
        var differences = new List<string>();
        if (model.Attribute != kernel.Attribute)
        {
            differences.Add($"[{(model.Attribute.Length == 0 ? "no annotation" : model.Attribute)}]");
        }

        differences.AddRange(DifferencesOf(KernelCalls.Of(kernel.OrderedCalls), [.. model.Calls(leaves)], kernel.OrderedCalls));
        return string.Join(" ", differences);
    }

    /// <summary>The longest sequence that both have, and what is left.</summary>
    private static IEnumerable<string> DifferencesOf(IReadOnlyList<string> kernel, IReadOnlyList<ModelCall> model, string text)
    {
        var longest = new int[kernel.Count + 1, model.Count + 1];
        for (var i = kernel.Count - 1; i >= 0; i--)
        {
            for (var j = model.Count - 1; j >= 0; j--)
            {
                longest[i, j] = model[j].Is(kernel[i]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var (k, m) = (0, 0);
        while (k < kernel.Count || m < model.Count)
        {
            if (k < kernel.Count && m < model.Count && model[m].Is(kernel[k]))
            {
                (k, m) = (k + 1, m + 1);
            }
            else if (m < model.Count && (k == kernel.Count || longest[k, m + 1] >= longest[k + 1, m]))
            {
                if (!IsTest(model[m], text))
                {
                    yield return $"+{model[m]}";
                }

                m++;
            }
            else
            {
                yield return $"-{kernel[k++]}";
            }
        }
    }

    /// <summary>A test that the table writes as a remark; or a warning, which is how the model checks itself.</summary>
    private static bool IsTest(ModelCall call, string text) => call.KernelName == KernelCalls.Warn
        || (call.IsCondition && Predicates.Concat(WordRegex().Matches(text).Select(word => word.Value)).Any(call.Is));

    [GeneratedRegex(@"\w+")]
    private static partial Regex WordRegex();
}
