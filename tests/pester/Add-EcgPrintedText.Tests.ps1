# Add-EcgPrintedText on a user's machine: what is printed, what is given, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $record = New-EcgRecord
    function Get-Text($image, $kind) { ($image | Get-EcgGroundTruth).Texts | Where-Object Kind -eq $kind | ForEach-Object Text }
}

Describe 'Add-EcgPrintedText' {
    Context 'What is printed' {
        It 'is the header of the page''s vendor' {
            $image = $record | New-EcgPaper -Vendor Larch | Add-EcgPrintedText
            $image.Stages[1].Template | Should -Be 'Larch'
            Get-Text $image 'header' | Should -Not -BeNullOrEmpty
        }
        It 'is a plain header on a page without a vendor' { ($record | New-EcgPaper | Add-EcgPrintedText).Stages[1].Template | Should -Be 'Plain' }
        It 'takes fields' { Get-Text ($record | New-EcgPaper | Add-EcgPrintedText -Field @{ Name = 'Nobody'; HR = 61 }) 'header' | Should -Contain 'Nobody' }
        It 'takes a file of one''s own' {
            Set-Content "$TestDrive/own.json" '{ "name": "Own", "text": [ { "kind": "text", "text": "Ward {Ward}" } ] }'
            Get-Text ($record | New-EcgPaper -Vendor "$TestDrive/own.json" | Add-EcgPrintedText -Field @{ Ward = '4B' }) 'header' | Should -Be 'Ward 4B'
        }
    }
    Context 'Errors' {
        It 'name the placeholder that is unknown' {
            Set-Content "$TestDrive/bad.json" '{ "name": "Bad", "text": [ { "kind": "text", "text": "{Nope}" } ] }'
            $null = $record | New-EcgPaper | Add-EcgPrintedText -Template "$TestDrive/bad.json" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^RecipeInvalid,'
            "$($problems[0])" | Should -Match 'text\[0\].*Nope'
        }
        It 'name the vendors there are' {
            $null = $record | New-EcgPaper -Vendor Nobody -ErrorAction SilentlyContinue -ErrorVariable problems
            "$($problems[0])" | Should -Match 'Alder'
        }
    }
}
