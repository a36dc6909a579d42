# Pages as carts and records systems print them, with nothing done to them.
@{
    Summary = 'Undistorted pages of many carts'
    Stages  = @(
        @{
            Kind      = 'paper'
            Vendor    = @{
                Choice  = 'Alder', 'Birch', 'Cedar', 'Hazel', 'Juniper', 'Larch', 'Maple', 'Rowan', 'Sorrel', 'Willow', 'Plain'
                Weights = 3, 2, 2, 2, 1, 1, 2, 2, 2, 2, 1
            }
            # Sheets are those of the makers' countries. $null leaves the cart's own layout.
            PaperSize = @{ DependsOn = 'paper.vendor'; Cases = @{ Alder = 'Letter'; Cedar = 'Letter'; Maple = 'Letter'; Plain = 'Letter' }; Else = 'A4' }
            Layout    = @{
                DependsOn = 'paper.vendor'
                Cases     = @{
                    Juniper = $null
                    Larch   = $null
                    Birch   = @{ Choice = $null, '6x2', '6x2+1'; Weights = 3, 1, 1 }
                    Hazel   = @{ Choice = $null, '6x2', '3x4'; Weights = 3, 1, 1 }
                }
                Else      = @{ Choice = $null, '3x4', '3x4+3', '6x2'; Weights = 7, 1, 1, 1 }
            }
            # 50 mm/s is at home in the middle of Europe.
            Speed     = @{ DependsOn = 'paper.vendor'; Cases = @{ Birch = @{ Choice = 25, 50; Weights = 4, 1 }; Hazel = @{ Choice = 25, 50; Weights = 2, 1 } }; Else = 25 }
            Gain      = @{ Choice = 10, 5, 20; Weights = 94, 5, 1 }
            Dpi       = @{ Choice = 150, 200, 300; Weights = 1, 3, 1 }
        }
        @{ Kind = 'printedText' }
    )
}
