# Add-EcgWrinkle on a user's machine: what is drawn, what a file gives, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60
}

Describe 'Add-EcgWrinkle' {
    Context 'Textures of its own' {
        It 'are drawn by the seed' { ($page | Add-EcgWrinkle).Stages[1].Texture | Should -Not -BeNullOrEmpty }
        It 'are taken by name' { ($page | Add-EcgWrinkle balledleft).Stages[1].Texture | Should -Be 'BalledLeft' }
        It 'change the image, and nothing at strength 0' {
            $flat = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($page.Render().Pixels))
            [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(($page | Add-EcgWrinkle -Strength 0).Render().Pixels)) | Should -Be $flat
            [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData(($page | Add-EcgWrinkle -Strength 1).Render().Pixels)) | Should -Not -Be $flat
        }
    }
    Context 'A texture of one''s own' {
        It 'is stored by name and hash, and found again beside the recipe' {
            $folder = New-Item -ItemType Directory "$TestDrive/own"
            $page | Export-EcgImage $folder
            $texture = Get-ChildItem $folder -Filter *.png | Select-Object -First 1
            $worn = New-EcgRecord | New-EcgPaper -Dpi 60 | Add-EcgWrinkle -TexturePath $texture.FullName -Strength 1
            $worn.Stages[1].TextureFile.Name | Should -Be $texture.Name
            $worn.Stages[1].TextureFile.Sha256 | Should -Match '^[0-9a-f]{64}$'
        }
    }
    Context 'Errors' {
        It 'name the textures there are' {
            $null = $page | Add-EcgWrinkle Nobody -ErrorAction SilentlyContinue -ErrorVariable problems
            "$($problems[0])" | Should -Match 'BalledLeft'
        }
        It 'name the file that is no image' {
            Set-Content "$TestDrive/no.png" 'no image'
            $null = $page | Add-EcgWrinkle -TexturePath "$TestDrive/no.png" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^FileUnreadable,'
        }
    }
}
