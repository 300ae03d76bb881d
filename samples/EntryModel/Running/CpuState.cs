using System.Linq.Expressions;
using System.Reflection;

namespace EntryModel.Running;

/// <summary>
/// Everything that a CPU's behaviour depends on, as one number: two CPUs with the same go on in the same way. Made from the fields themselves, so
/// that no new one is forgotten.
/// </summary>
internal static class CpuState
{
    private static readonly Func<Cpu, ulong> Mix = Compile();

    public static ulong Of(Cpu cpu) => Mix(cpu);

    private static Func<Cpu, ulong> Compile()
    {
        var cpu = Expression.Parameter(typeof(Cpu));
        Expression mixed = Expression.Constant(14695981039346656037UL);
        foreach (var number in FieldsOf(cpu).SelectMany(field => IsPartOfState(field.Type) ? FieldsOf(field) : [field]).Select(ToNumber).OfType<Expression>())
            mixed = Expression.Call(typeof(CpuState), nameof(Add), null, mixed, number);

        return Expression.Lambda<Func<Cpu, ulong>>(mixed, cpu).Compile();
    }

    private static IEnumerable<Expression> FieldsOf(Expression of) =>
        of.Type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(field => Expression.Field(of, field));

    /// <summary>What chooses between the paths. Other objects are the observer, the log, and what is only counted.</summary>
    private static bool IsPartOfState(Type type) => type == typeof(KernelConfig) || type == typeof(Idle.CpuidleState);

    private static Expression? ToNumber(Expression value) =>
        value.Type == typeof(bool) ? Expression.Condition(value, Expression.Constant(1UL), Expression.Constant(0UL))
        : value.Type.IsEnum ? Expression.Convert(Expression.Convert(value, Enum.GetUnderlyingType(value.Type)), typeof(ulong))
        : value.Type.IsPrimitive ? Expression.Convert(value, typeof(ulong))
        : null;

    internal static ulong Add(ulong mixed, ulong value)
    {
        mixed = (mixed ^ value) * 1099511628211UL;
        return mixed ^ mixed >> 29;
    }
}
