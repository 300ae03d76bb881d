using NoInstr.Analyzers.Events;

namespace NoInstr.Analyzers.Flow;

/// <summary>What a callee's parameters mean to its caller.</summary>
internal static class Arguments
{
    /// <summary>The caller's facts when the callee's parameters have these values; null when the arguments rule that out.</summary>
    public static Facts? Assume(this CallEvent call, Facts facts, When when)
    {
        foreach (var (parameter, value) in when.Values)
        {
            var argument = ArgumentFor(call, parameter);
            if (argument.Constant is { } constant)
            {
                if (constant != value)
                {
                    return null;
                }
            }
            else if (argument.Test is { } test)
            {
                if (facts.Assume(value ? test : test.Negated) is not { } assumed)
                {
                    return null;
                }

                facts = assumed;
            }
        }

        return facts;
    }

    private static BoolArgument ArgumentFor(CallEvent call, int parameter)
    {
        foreach (var argument in call.BoolArguments)
        {
            if (argument.Parameter == parameter)
            {
                return argument;
            }
        }

        return default;
    }
}
