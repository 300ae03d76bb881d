using Microsoft.CodeAnalysis;

namespace NoInstr.Oracle.Source;

/// <summary>The methods that a compilation declares, implicit ones included, by key.</summary>
internal sealed class DeclaredMethods
{
    private readonly Dictionary<string, IMethodSymbol> _methods = [];

    public DeclaredMethods(Compilation compilation) => Add(compilation.Assembly.GlobalNamespace);

    public IMethodSymbol? Of(string key) => _methods.GetValueOrDefault(key);

    public static bool IsUnwrittenConstructor(IMethodSymbol method) =>
        method is { IsImplicitlyDeclared: true, MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true };

    private void Add(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            switch (member)
            {
                case INamespaceOrTypeSymbol inner:
                    Add(inner);
                    break;
                case IMethodSymbol method:
                    _methods.TryAdd(SymbolKeys.Of(method)[0], method);
                    break;
            }
        }
    }
}
