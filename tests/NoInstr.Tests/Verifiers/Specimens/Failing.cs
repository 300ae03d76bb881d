using Xunit.Sdk;

namespace NoInstr.Tests.Verifiers.Specimens;

internal static class Failing
{
    /// <summary>Requires that the test fails, and that its message says all of <paramref name="says"/>.</summary>
    public static async Task RequireAsync(Task test, params string[] says)
    {
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => test);
        Assert.All(says, text => Assert.Contains(text, failure.Message, StringComparison.Ordinal));
    }
}
