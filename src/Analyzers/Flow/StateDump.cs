using System.Text;
using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>The states per block as text, for debugging and for tests that pin the interpreter down.</summary>
internal static class StateDump
{
    public static string Of(Body body, IReadOnlyList<Node> nodes)
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            text.Append($"block {node.Block.Ordinal}");
            text.AppendLine(node.Continuation is { } continuation ? $" (finally, {(continuation.Branch is null ? "exception" : "branch")})" : "");
            foreach (var edge in node.Incoming)
            {
                foreach (var path in edge.Paths)
                {
                    text.AppendLine($"  in  {edge.Kind}: {path}");
                }
            }

            foreach (var happened in body.Blocks[node.Block.Ordinal].Events)
            {
                text.AppendLine($"  {Show(happened)}");
            }
        }

        return text.ToString();
    }

    private static string Show(Event happened) => happened switch
    {
        ScopeEvent scope => scope.Opens ? "begin" : "end",
        CallEvent call => $"call {call.Target.Method?.Name ?? "?"} ({call.Target.Kind})",
        WriteEvent write => $"write {write.Target?.Display ?? $"#{write.Place}"}",
        _ => happened.GetType().Name,
    };
}
