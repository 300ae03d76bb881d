using System.Reflection;
using System.Text;

namespace NoInstr.PackageTests;

/// <summary>
/// The public API is what PublicApi.txt says. A change of it is a change of that file: take PublicApi.received.txt, which a failing
/// test writes beside it.
/// </summary>
public sealed class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string Folder = Path.Combine(BuildLocations.RepositoryRoot, "tests", "NoInstr.PackageTests");

    [Fact]
    public void PublicApi_IsAsWrittenDown()
    {
        var actual = Describe(typeof(NoInstrAttribute).Assembly);
        var approved = File.ReadAllText(Path.Combine(Folder, "PublicApi.txt"));
        if (actual != approved)
        {
            File.WriteAllText(Path.Combine(Folder, "PublicApi.received.txt"), actual);
        }

        Assert.Equal(approved, actual);
    }

    [Fact]
    public void StateLists_TakeNullForAnEmptyList()
    {
        Assert.Empty(new RequiresAttribute(null!).States);
        Assert.Empty(new HoldsWhenAttribute(true, null!).States);
        Assert.Empty(new EntryPointAttribute(null!).Established);
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append(DescribeUsage(type)).Append('\n');
            foreach (var member in type.GetMembers(Declared))
            {
                text.Append(DescribeMember(member));
            }
        }

        return text.ToString();
    }

    private static string DescribeUsage(Type type) => type.GetCustomAttribute<AttributeUsageAttribute>() is { } usage
        ? $" on {usage.ValidOn}{(usage.AllowMultiple ? "; multiple" : "")}{(usage.Inherited ? "; inherited" : "")}"
        : "";

    private static string DescribeMember(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: true } or MethodInfo { IsSpecialName: true } => "",
        FieldInfo field => $"  {field.Name}{string.Concat(field.CustomAttributes.Select(a => $" [{a.AttributeType.Name}]"))}\n",
        ConstructorInfo constructor => $"  new({DescribeParameters(constructor)})\n",
        MethodInfo method => $"  {(method.IsStatic ? "static " : "")}{method.ReturnType.Name} {method.Name}({DescribeParameters(method)})\n",
        PropertyInfo property => $"  {property.PropertyType.Name} {property.Name} {{ get; {(property.CanWrite ? "set; " : "")}}}\n",
        _ => $"  {member}\n",
    };

    private static string DescribeParameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{p.ParameterType.Name} {p.Name}"));
}
