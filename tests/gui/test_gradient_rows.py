"""The rows of the gradients panel, where the network becomes deeper."""


def test_a_network_that_grows_keeps_its_rows_and_only_the_last_has_steps(driver):
    driver.step("step")
    first = driver.window.gradients.rows[0]
    driver.write(driver.window.controls.hidden.edit, "3, 3, 3, 3")
    driver.wait_for(lambda frame: frame.L == 5)
    driver.step("step")
    assert driver.window.gradients.rows[0] is first
    heights = [row.plot.axes["bottom"].height() for row in driver.window.gradients.rows]
    assert len(heights) == 5
    assert max(heights[:-1]) < heights[-1] == 19


def test_rows_are_made_a_few_at_a_time_while_training_runs(driver):
    driver.step("step")
    driver.run_at_full_speed()
    driver.write(driver.window.controls.hidden.edit, ", ".join("3" * 15))
    driver.wait_for(lambda frame: frame.L == 16)
    driver.until(lambda: len(driver.window.gradients.rows) == 16)
    assert [row.l for row in driver.window.gradients.rows] == list(range(1, 17))
