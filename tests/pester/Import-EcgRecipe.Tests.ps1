# Import-EcgRecipe on a user's machine: an image made again from what stands beside it.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    New-EcgRecord -Seed 3 -Duration 3 | New-EcgPaper -Dpi 60 -Variant 2 | Export-EcgImage "$TestDrive/first" -Truth
}

Describe 'Import-EcgRecipe' {
    Context 'Replay' {
        It 'makes the same bytes' {
            Import-EcgRecipe "$TestDrive/first/*.json" | Export-EcgImage "$TestDrive/second" -Truth
            $files = @(Get-ChildItem "$TestDrive/first")
            $files.Count | Should -Be 2
            foreach ($file in $files) { (Get-FileHash $file.FullName).Hash | Should -Be (Get-FileHash "$TestDrive/second/$($file.Name)").Hash }
        }
        It 'tells seed and variant' {
            $image = Import-EcgRecipe "$TestDrive/first/synthetic_3_000_002.json"
            $image.Variant | Should -Be 2
            $image.Record.Name | Should -Be 'synthetic_3_000'
        }
    }
    Context 'Errors' {
        It 'names the file that is no recipe' {
            [IO.File]::WriteAllText("$TestDrive/text.json", 'text')
            $null = Import-EcgRecipe "$TestDrive/text.json" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^RecipeInvalid,'
            "$($problems[0])" | Should -Match 'text.json'
        }
    }
}
